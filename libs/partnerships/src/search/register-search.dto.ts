import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { SearchHit } from '#evidence';
import { SEARCH_TYPES, type SearchType } from './register-search.service.js';

const WHOLE = /^\d{1,4}$/;
const DEFAULT_HITS = 20;
const MAX_HITS = 50;

export class RegisterSearchRequest {
  @ApiProperty({
    type: String,
    example: 'memorandum',
    description: 'words or their beginnings, all of which must occur; letters count without their marks',
  })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  q: string;

  @ApiProperty({ type: String, required: false, enum: SEARCH_TYPES })
  @IsOptional()
  @IsIn(SEARCH_TYPES)
  type?: SearchType;

  @ApiProperty({ type: Number, required: false, minimum: 1, maximum: MAX_HITS, default: DEFAULT_HITS })
  @IsOptional()
  @Transform(({ value }) =>
    typeof value === 'string' && WHOLE.test(value) ? Number(value) : (value as unknown),
  )
  @IsInt()
  @Min(1)
  @Max(MAX_HITS)
  limit: number = DEFAULT_HITS;

  @ApiProperty({ type: String, required: false, description: 'language of titles and messages' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  lang?: string;
}

export class SearchHitResponse {
  @ApiProperty({ type: String, enum: SEARCH_TYPES })
  type: string;

  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, example: 'PK' })
  partner: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, nullable: true, description: 'the beginning of its text' })
  excerpt: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'of a clause: its instrument' })
  instrument: string | null;

  static from({ type, id, partner, title, excerpt, instrumentId }: SearchHit): SearchHitResponse {
    return { type, id, partner, title, excerpt, instrument: instrumentId };
  }
}

export class RegisterSearchResponse {
  @ApiProperty({ type: [SearchHitResponse], description: 'what fits best first' })
  data: SearchHitResponse[];

  static from(hits: readonly SearchHit[]): RegisterSearchResponse {
    return { data: hits.map((hit) => SearchHitResponse.from(hit)) };
  }
}
