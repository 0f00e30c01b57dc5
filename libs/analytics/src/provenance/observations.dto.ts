import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PageInfo, PageRequest, type Page } from '#platform';
import { periodFilter } from '#reporting';
import { INDICATOR_CODE, PARTNER_CODE, UNIT_CODE } from '../aggregation/aggregate.dto.js';
import { IsAsOf } from '../aggregation/as-of.js';
import { codesOf, listPattern } from '../aggregation/code-list.js';
import type { Observation } from './observations.read-model.js';
import type { ObservationsCommand } from './observations.service.js';

const MAX_LIST = 2_000;

export class ObservationsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'VISITORS' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_LIST)
  @Matches(listPattern(INDICATOR_CODE), { context: { code: 'unknown-kpi' } })
  indicator?: string;

  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_LIST)
  @Matches(listPattern(PARTNER_CODE), { context: { code: 'unknown-country' } })
  partner?: string;

  @ApiProperty({ type: String, required: false, example: 'CTR-PK-ISB' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_LIST)
  @Matches(listPattern(UNIT_CODE))
  unit?: string;

  @ApiProperty({ type: String, required: false, description: 'aligned month, range, or period id' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  period?: string;

  @ApiProperty({ type: String, required: false, description: 'day or instant: the ledger as it was then' })
  @IsOptional()
  @IsAsOf()
  asOf?: string;

  @ApiProperty({
    type: String,
    required: false,
    enum: ['true', 'false'],
    description: 'also rows that were valid earlier only',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  includeHistory?: string;

  @ApiProperty({
    type: String,
    required: false,
    enum: ['true', 'false'],
    default: 'false',
    description:
      'also parts of broken-down figures; whoever adds rows up leaves them out, as their totals are there',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  parts?: string;

  @ApiProperty({
    type: String,
    required: false,
    description: 'day or instant: what changed after it, as rows to delete and rows to put in their place',
  })
  @IsOptional()
  @IsAsOf()
  updatedAfter?: string;

  /** @throws InvalidParameterError for a period that is none. */
  command(): ObservationsCommand {
    const period = this.period === undefined ? { months: null, periodId: null } : periodFilter(this.period);
    return {
      indicators: optionalCodes(this.indicator),
      partners: optionalCodes(this.partner),
      units: optionalCodes(this.unit),
      ...period,
      asOf: this.asOf ?? null,
      updatedAfter: this.updatedAfter ?? null,
      includeHistory: this.includeHistory === 'true',
      parts: this.parts === 'true',
      limit: this.limit,
      cursor: this.cursor,
    };
  }
}

export class ObservationPeriod {
  @ApiProperty({ type: String })
  id: string;

  @ApiProperty({ type: String, format: 'date' })
  start: string;

  @ApiProperty({ type: String, format: 'date', description: 'inclusive' })
  end: string;

  @ApiProperty({ type: String })
  localLabel: string;

  @ApiProperty({ type: String })
  alignedTo: string;
}

export class ObservationResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  indicator: string;

  @ApiProperty({ type: String, example: 'PASSPORT', description: 'codes of the part; _T is the total' })
  breakdown: string;

  @ApiProperty({ type: Number })
  indicatorVersion: number;

  @ApiProperty({ type: ObservationPeriod })
  period: ObservationPeriod;

  @ApiProperty({
    type: String,
    enum: ['NUMBER', 'NOT_APPLICABLE', 'NOT_AVAILABLE', 'NOT_COLLECTED', 'SUPPRESSED'],
  })
  kind: string;

  @ApiProperty({ type: String, nullable: true })
  value: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  knownFrom: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'null: still valid' })
  knownTo: string | null;

  @ApiProperty({ type: String, format: 'uuid' })
  submission: string;

  @ApiProperty({ type: Boolean, description: 'true for invented demo data' })
  synthetic: boolean;

  @ApiProperty({
    type: String,
    required: false,
    enum: ['Delete', 'Replace'],
    description: 'with updatedAfter only: the row ended, or it is what holds now',
  })
  action?: string;

  @ApiProperty({ type: String })
  provenance: string;

  static from(row: Observation, locale: string): ObservationResponse {
    const { id, partner, unit, indicator, breakdown, indicatorVersion, kind, value, synthetic } = row;
    const { id: periodId, start, end, alignedTo, localLabel } = row.period;
    const label = (localLabel as Record<string, string>)[locale] ?? localLabel.en;
    return {
      id,
      partner,
      unit,
      indicator,
      breakdown,
      indicatorVersion,
      period: { id: periodId, start, end, localLabel: label, alignedTo },
      kind,
      value,
      knownFrom: row.knownFrom.toISOString(),
      knownTo: row.knownTo?.toISOString() ?? null,
      submission: row.submissionId,
      synthetic,
      ...(row.action === undefined ? {} : { action: row.action }),
      provenance: `/api/v1/observations/${id}/provenance`,
    };
  }
}

export class ObservationListResponse {
  @ApiProperty({ type: [ObservationResponse] })
  data: ObservationResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from(page: Page<Observation>, locale: string): ObservationListResponse {
    return { data: page.data.map((row) => ObservationResponse.from(row, locale)), page: page.page };
  }
}

function optionalCodes(text: string | undefined): string[] | null {
  return text === undefined ? null : codesOf(text);
}
