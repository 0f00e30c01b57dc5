import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IsPlainText } from '#platform';

const MAX_ROWS = 2_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/;
const KINDS = ['NOT_APPLICABLE', 'NOT_AVAILABLE', 'NOT_COLLECTED', 'SUPPRESSED'] as const;

export class FeedRow {
  @ApiProperty({ type: String, example: 'NET-UZ' })
  @IsString()
  @IsPlainText()
  @MaxLength(60)
  unit: string;

  @ApiProperty({ type: String, example: 'VISITORS' })
  @IsString()
  @IsPlainText()
  @MaxLength(80)
  indicator: string;

  @ApiProperty({ type: String, required: false, example: '1092981', description: 'decimal as a string' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  value?: string;

  @ApiProperty({ type: String, required: false, enum: KINDS, description: 'instead of a value' })
  @IsOptional()
  @IsIn(KINDS)
  kind?: string;
}

/** A month as a partner's own system pushes it. */
export class FeedRequest {
  @ApiProperty({ type: String, example: 'GREGORIAN_MONTH:2026-10' })
  @IsString()
  @MaxLength(60)
  period: string;

  @ApiProperty({ type: String, example: 'DXM-MIS', description: 'name of the pushing system' })
  @IsString()
  @IsPlainText()
  @MaxLength(80)
  source: string;

  @ApiProperty({
    type: String,
    required: false,
    format: 'date-time',
    description: 'when the report was made; one that is older than what was taken changes nothing',
  })
  @IsOptional()
  @Matches(INSTANT, {
    context: { code: 'invalid-timestamp' },
    message: 'asOf is an instant such as 2026-11-05T08:00:00Z',
  })
  @IsISO8601({ strict: true }, { context: { code: 'invalid-timestamp' } })
  asOf?: string;

  @ApiProperty({ type: [FeedRow] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_ROWS)
  @ValidateNested({ each: true })
  @Type(() => FeedRow)
  rows: FeedRow[];
}
