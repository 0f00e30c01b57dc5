import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { DEFAULT_LIMIT, MAX_LIMIT } from './cursor.js';

const WHOLE = /^\d{1,4}$/;

/** The parameters of every list. */
export class PageRequest {
  @ApiProperty({ type: Number, required: false, minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT })
  @IsOptional()
  @Transform(({ value }) =>
    typeof value === 'string' && WHOLE.test(value) ? Number(value) : (value as unknown),
  )
  @IsInt()
  @Min(1)
  @Max(MAX_LIMIT)
  limit: number = DEFAULT_LIMIT;

  @ApiProperty({ type: String, required: false, description: 'nextCursor of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  cursor?: string;

  @ApiProperty({ type: String, required: false, description: 'language of titles and messages' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;
}

export class PageInfo {
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;

  @ApiProperty({ type: Boolean })
  hasMore: boolean;
}
