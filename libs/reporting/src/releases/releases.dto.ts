import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { IsPlainText, PageInfo, PageRequest, type Page } from '#platform';
import type { Release } from './release.js';
import { MAX_RELEASE_MONTHS, type ReleaseOrder } from './releases.service.js';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MONTH = /^(199\d|20\d\d)-(0[1-9]|1[0-2])$/;
const INDICATOR = /^[A-Z][A-Z0-9_]{0,59}$/;
const PARTNER = /^[A-Z]{2,10}$/;
const MAX_CODES = 200;
const MIN_NAME = 3;
const MAX_NAME = 60;
const MIN_TITLE = 3;
const MAX_TITLE = 200;
const MONTH_MESSAGE = '$property is a month such as 2026-01';

export class ReleaseRequest {
  @ApiProperty({ type: String, example: 'annual-2026', minLength: MIN_NAME, maxLength: MAX_NAME })
  @IsString()
  @MinLength(MIN_NAME)
  @MaxLength(MAX_NAME)
  @Matches(NAME, { message: 'name is made of small letters, digits and single hyphens' })
  name: string;

  @ApiProperty({ type: String, example: 'Annual figures 2026', minLength: MIN_TITLE, maxLength: MAX_TITLE })
  @IsString()
  @IsPlainText()
  @MinLength(MIN_TITLE)
  @MaxLength(MAX_TITLE)
  title: string;

  @ApiProperty({ type: String, example: '2026-01', description: 'first aligned month' })
  @IsString()
  @Matches(MONTH, { context: { code: 'invalid-period' }, message: MONTH_MESSAGE })
  from: string;

  @ApiProperty({
    type: String,
    example: '2026-12',
    description: `last aligned month, itself part of it; ${MAX_RELEASE_MONTHS} months at most`,
  })
  @IsString()
  @Matches(MONTH, { context: { code: 'invalid-period' }, message: MONTH_MESSAGE })
  to: string;

  @ApiProperty({ type: [String], required: false, description: 'absent: every indicator' })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_CODES)
  @ArrayUnique()
  @IsString({ each: true })
  @Matches(INDICATOR, { each: true, context: { code: 'unknown-kpi' } })
  indicators?: string[];

  @ApiProperty({ type: [String], required: false, description: 'absent: every partner' })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_CODES)
  @ArrayUnique()
  @IsString({ each: true })
  @Matches(PARTNER, { each: true, context: { code: 'unknown-country' } })
  partners?: string[];

  order(): ReleaseOrder {
    const { name, title, from, to, indicators = null, partners = null } = this;
    return { name, title, from, to, indicators, partners };
  }
}

export class ReleaseFiguresRequest extends PageRequest {
  @ApiProperty({
    type: String,
    required: false,
    enum: ['json', 'csv'],
    default: 'json',
    description: 'csv answers everything at once',
  })
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: string;
}

export class ReleaseResponse implements Omit<Release, 'publishedBy' | 'partnerCount'> {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String })
  from: string;

  @ApiProperty({ type: String })
  to: string;

  @ApiProperty({ type: [String], nullable: true, description: 'null: every indicator' })
  indicators: string[] | null;

  @ApiProperty({ type: [String], description: 'those that the reader sees' })
  partners: string[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'the last change of the ledger that it knows of',
  })
  watermark: string;

  @ApiProperty({ type: Number, description: 'how many figures it holds, of all of its partners' })
  figures: number;

  @ApiProperty({ type: String, description: 'SHA-256 of the canonical CSV of all of its partners' })
  checksum: string;

  @ApiProperty({ type: String, format: 'date-time' })
  publishedAt: string;

  @ApiProperty({ type: String })
  publishedByName: string;

  static from(release: Release): ReleaseResponse {
    const { id, name, title, from, to, indicators, partners, watermark, figures, checksum } = release;
    const { publishedAt, publishedByName } = release;
    return {
      id,
      name,
      title,
      from,
      to,
      indicators: indicators && [...indicators],
      partners: [...partners],
      watermark,
      figures,
      checksum,
      publishedAt,
      publishedByName,
    };
  }
}

export class ReleaseListResponse {
  @ApiProperty({ type: [ReleaseResponse] })
  data: ReleaseResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from({ data, page }: Page<Release>): ReleaseListResponse {
    return { data: data.map((release) => ReleaseResponse.from(release)), page };
  }
}
