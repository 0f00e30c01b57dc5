import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { parsePeriodId } from '#calendars';
import { AS_REPORTED, IsStructure, structureOf, structureText, type UnitType } from '#centres';
import { periodFilter } from '#reporting';
import { IsAsOf } from './as-of.js';
import type { AggregateAnswer, AggregateCommand } from './aggregate.service.js';
import { codesOf, listPattern } from './code-list.js';
import { DIMENSIONS, type Aggregate, type Dimension } from './figures.js';
import type { LocalPeriod } from './local-periods.js';

export const INDICATOR_CODE = '[A-Z][A-Z0-9_]{0,79}';
export const PARTNER_CODE = '[A-Z]{2,10}';
export const UNIT_CODE = '[A-Z]{3}-[A-Z0-9]+(?:-[A-Z0-9]+)*';
const GROUP = `(?:${[...DIMENSIONS, 'indicator'].join('|')})`;
const BREAKDOWN = new RegExp(`^${INDICATOR_CODE}(~${INDICATOR_CODE})?$`);
/** Kinds of unit that contain others. */
const LEVELS: readonly UnitType[] = ['NETWORK', 'COUNTRY', 'REGION', 'CENTRE'];
const MAX_LIST = 2_000;

export class AggregateRequest {
  @ApiProperty({
    type: String,
    example: 'SERVICES_RENDERED,SATISFACTION',
    description: 'codes of indicators',
  })
  @IsString()
  @MaxLength(MAX_LIST)
  @Matches(listPattern(INDICATOR_CODE), { context: { code: 'unknown-kpi' } })
  indicator: string;

  @ApiProperty({
    type: String,
    example: '2026-01..2026-10',
    description: 'aligned month, range, or period id',
  })
  @IsString()
  @MaxLength(60)
  period: string;

  @ApiProperty({ type: String, required: false, example: 'PK,ET', description: 'default: all in scope' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_LIST)
  @Matches(listPattern(PARTNER_CODE), { context: { code: 'unknown-country' } })
  partner?: string;

  @ApiProperty({ type: String, required: false, example: 'CTR-PK-ISB', description: 'codes of units' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_LIST)
  @Matches(listPattern(UNIT_CODE))
  unit?: string;

  @ApiProperty({
    type: String,
    required: false,
    default: 'partner,period',
    description: 'any of partner, unit, period; what is left out is aggregated over; indicator: all of them',
  })
  @IsOptional()
  @Matches(listPattern(GROUP), { message: '$property takes partner, unit, period and indicator' })
  group?: string;

  @ApiProperty({ type: String, required: false, enum: ['accepted'], default: 'accepted' })
  @IsOptional()
  @IsIn(['accepted'])
  stage?: string;

  @ApiProperty({
    type: String,
    required: false,
    example: '0.9',
    description: 'share of expected reports below which there is no value',
  })
  @IsOptional()
  @Matches(/^(0(\.\d{1,4})?|1(\.0{1,4})?)$/, { message: '$property is a share such as 0.9' })
  minCoverage?: string;

  @ApiProperty({
    type: String,
    required: false,
    example: 'SERVICE_GROUP',
    description: 'one dimension, or two of one form with ~ between: parts by it instead of totals',
  })
  @IsOptional()
  @MaxLength(200)
  @Matches(BREAKDOWN, { context: { code: 'unknown-breakdown' } })
  breakdown?: string;

  @ApiProperty({ type: String, required: false, description: 'day or instant: the answer as it was then' })
  @IsOptional()
  @IsAsOf()
  asOf?: string;

  @ApiProperty({ type: String, required: false, enum: ['json', 'csv'], default: 'json' })
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: string;

  @ApiProperty({
    type: String,
    required: false,
    enum: LEVELS,
    description: 'figures by the units of this kind that the reporting ones belong to; unit then names those',
  })
  @IsOptional()
  @IsIn(LEVELS)
  level?: UnitType;

  @ApiProperty({
    type: String,
    required: false,
    default: 'asReported',
    example: 'asOf:2026-01-01',
    description: 'asReported: places at the end of each period; current; asOf:YYYY-MM-DD',
  })
  @IsOptional()
  @IsStructure()
  structure?: string;

  /** @throws InvalidParameterError for a period that is none. */
  command(): AggregateCommand {
    const { months, periodId } = periodFilter(this.period);
    const groups = codesOf(this.group ?? 'partner,period').concat(this.level ? ['unit'] : []);
    return {
      indicators: codesOf(this.indicator),
      partners: this.partner === undefined ? null : codesOf(this.partner),
      units: this.unit === undefined ? null : codesOf(this.unit),
      months: months ?? [parsePeriodId(this.period).alignedTo],
      periodId,
      groupBy: DIMENSIONS.filter((dimension: Dimension) => groups.includes(dimension)),
      level: this.level,
      structure: structureOf(this.structure ?? '') ?? undefined,
      minCoverage: this.minCoverage ?? null,
      breakdown: this.breakdown,
      asOf: this.asOf ?? null,
    };
  }
}

export class CoverageResponse {
  @ApiProperty({ type: Number, description: 'without waived reports and those to which it does not apply' })
  expected: number;

  @ApiProperty({ type: Number })
  included: number;

  @ApiProperty({ type: Number })
  waived: number;

  @ApiProperty({ type: Number })
  notApplicable: number;
}

export class LocalPeriodResponse {
  @ApiProperty({ type: String })
  scheme: string;

  @ApiProperty({ type: String })
  label: string;

  @ApiProperty({ type: String, format: 'date' })
  start: string;

  @ApiProperty({ type: String, format: 'date', description: 'inclusive' })
  end: string;
}

export class AggregateRow {
  @ApiProperty({ type: String })
  indicator: string;

  @ApiProperty({ type: Number })
  indicatorVersion: number;

  @ApiProperty({ type: String, required: false, description: 'absent: all partners in the question' })
  partner?: string;

  @ApiProperty({ type: String, required: false })
  unit?: string;

  @ApiProperty({ type: String, description: 'aligned month, or the range that was aggregated over' })
  period: string;

  @ApiProperty({
    type: String,
    required: false,
    example: 'PASSPORT',
    description: 'codes of the part; absent: the total',
  })
  breakdown?: string;

  @ApiProperty({ type: String, nullable: true, description: 'decimal; % indicators are fractions' })
  value: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'of ratios and weighted means' })
  numerator: string | null;

  @ApiProperty({ type: String, nullable: true })
  denominator: string | null;

  @ApiProperty({ type: CoverageResponse })
  coverage: CoverageResponse;

  @ApiProperty({ type: String, enum: ['FINAL', 'ESTIMATED', 'PROVISIONAL', 'INCOMPLETE'] })
  status: string;

  @ApiProperty({ type: String, description: 'SDMX observation status' })
  obsStatus: string;

  @ApiProperty({
    type: [String],
    required: false,
    description: 'ids of accepted definition notes: what is counted differently; absent: nothing',
  })
  definitionNotes?: string[];

  @ApiProperty({ type: [String], example: ['SYNTHETIC', 'stale=1', 'break=2027-01'] })
  flags: string[];

  @ApiProperty({ type: String, required: false, description: 'why there is no value' })
  reason?: string;

  @ApiProperty({ type: [LocalPeriodResponse] })
  localPeriods: LocalPeriod[];

  static from(row: Aggregate, { localPeriods, command }: AggregateAnswer): AggregateRow {
    const {
      partner,
      unit,
      period,
      breakdown,
      reason,
      indicator,
      indicatorVersion,
      definitionNotes,
      ...figures
    } = row;
    return {
      indicator,
      indicatorVersion,
      ...(partner === null ? {} : { partner }),
      ...(unit === null ? {} : { unit }),
      period: period ?? rangeOf(command.months),
      ...(breakdown === null ? {} : { breakdown }),
      ...figures,
      ...(definitionNotes.length === 0 ? {} : { definitionNotes }),
      ...(reason === null ? {} : { reason }),
      localPeriods: localPeriods.of(row),
    };
  }
}

export class AggregateResponse {
  @ApiProperty({ type: [AggregateRow] })
  data: AggregateRow[];

  @ApiProperty({
    type: Object,
    description:
      'asOf, breakdown, watermark of the ledger, how units were combined, definitions of the indicators, reports that were waived and why',
  })
  meta: object;

  static from(answer: AggregateAnswer): AggregateResponse {
    const { command, watermark, indicators, waivers } = answer;
    const definitions = indicators.map(({ code, version, unit, decimals }) => ({
      indicator: code,
      version,
      unit,
      decimals,
      href: '/api/v1/indicators',
    }));
    return {
      data: answer.rows.map((row) => AggregateRow.from(row, answer)),
      meta: {
        asOf: command.asOf,
        ...(command.breakdown === undefined ? {} : { breakdown: command.breakdown }),
        watermark,
        structure: combinationOf(command),
        definitions,
        waivers,
      },
    };
  }
}

/** How units were combined: what is a part of what is read at the end of each period in every structure. */
function combinationOf({ groupBy, units, level, structure = AS_REPORTED }: AggregateCommand): string {
  const text = structureText(structure);
  if (level) return `${text};units=top-most;level=${level}`;
  if (groupBy.includes('unit')) return `${text};units=each`;
  return units ? `${text};units=named-top-most` : `${text};units=top-most`;
}

export function rangeOf(months: readonly string[]): string {
  return months.length === 1 ? months[0] : `${months[0]}..${months[months.length - 1]}`;
}
