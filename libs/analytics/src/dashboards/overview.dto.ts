import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { parseAlignedMonth } from '#calendars';
import type { Indicator } from '#indicators';
import { parameterValue } from '#reporting';
import { CoverageResponse } from '../aggregation/aggregate.dto.js';
import type { ComparedFigure, Overview } from './overview.service.js';
import { totalOfSlots, type SlotCounts, type WaivedReport } from './slot-counts.read-model.js';

export const MONTH = /^\d{4}-\d{2}$/;

export class OverviewRequest {
  @ApiProperty({ type: String, example: '2026-10', description: 'aligned month' })
  @IsString()
  @MaxLength(20)
  @Matches(MONTH, { context: { code: 'invalid-period' } })
  period: string;

  /** @throws InvalidParameterError `invalid-period`. */
  month(): string {
    return parameterValue('period', () => parseAlignedMonth(this.period));
  }
}

export class OverviewIndicator {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: Number })
  version: number;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: Number })
  decimals: number;

  static from({ code, version, title, unit, decimals }: Indicator, locale: string): OverviewIndicator {
    return { code, version, title: title[locale] ?? title.en, unit, decimals };
  }
}

export class OverviewFigure {
  @ApiProperty({ type: String })
  indicator: string;

  @ApiProperty({ type: String, required: false, description: 'absent: all partners in scope' })
  partner?: string;

  @ApiProperty({ type: String, nullable: true })
  value: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'of the month before' })
  previous: string | null;

  @ApiProperty({ type: CoverageResponse })
  coverage: CoverageResponse;

  @ApiProperty({ type: String, enum: ['FINAL', 'ESTIMATED', 'PROVISIONAL', 'INCOMPLETE'] })
  status: string;

  @ApiProperty({ type: String, nullable: true, description: 'status of the figure of the month before' })
  previousStatus: string | null;

  @ApiProperty({ type: [String] })
  flags: string[];

  @ApiProperty({ type: String, required: false, description: 'why there is no value' })
  reason?: string;

  static from({ current, previous }: ComparedFigure): OverviewFigure {
    const { indicator, partner, value, coverage, status, flags, reason } = current;
    return {
      indicator,
      ...(partner === null ? {} : { partner }),
      value,
      previous: previous?.value ?? null,
      coverage,
      status,
      previousStatus: previous?.status ?? null,
      flags,
      ...(reason === null ? {} : { reason }),
    };
  }
}

export class SlotCountsResponse implements SlotCounts {
  @ApiProperty({ type: Number })
  expected: number;

  @ApiProperty({ type: Number, description: 'handed in at least once and not taken back' })
  received: number;

  @ApiProperty({ type: Number })
  accepted: number;

  @ApiProperty({ type: Number, description: 'first handed in by the due instant' })
  onTime: number;

  @ApiProperty({ type: Number, description: 'the same by the instant that was granted in the end' })
  onTimeExtended: number;

  @ApiProperty({ type: Number })
  waived: number;
}

export class PartnerSlotsResponse extends SlotCountsResponse {
  @ApiProperty({ type: String })
  partner: string;
}

export class WaivedReportResponse implements WaivedReport {
  @ApiProperty({ type: String, format: 'uuid' })
  slot: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String, nullable: true })
  code: string | null;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  since: string;
}

export class OverviewResponse {
  @ApiProperty({ type: String })
  period: string;

  @ApiProperty({ type: String })
  previousPeriod: string;

  @ApiProperty({ type: [OverviewIndicator] })
  indicators: OverviewIndicator[];

  @ApiProperty({ type: [OverviewFigure], description: 'by indicator and partner' })
  figures: OverviewFigure[];

  @ApiProperty({ type: [OverviewFigure], description: 'by indicator, all partners in scope together' })
  programme: OverviewFigure[];

  @ApiProperty({ type: [PartnerSlotsResponse] })
  partners: PartnerSlotsResponse[];

  @ApiProperty({ type: SlotCountsResponse })
  slots: SlotCountsResponse;

  @ApiProperty({
    type: [WaivedReportResponse],
    description: 'every report left out of the expected, and why',
  })
  waivers: WaivedReportResponse[];

  @ApiProperty({ type: Object, description: 'watermark of the ledger' })
  meta: object;

  static from(overview: Overview, locale: string): OverviewResponse {
    const { period, previousPeriod, indicators, figures, programme, slots, waivers, watermark } = overview;
    return {
      period,
      previousPeriod,
      indicators: indicators.map((indicator) => OverviewIndicator.from(indicator, locale)),
      figures: figures.map(OverviewFigure.from),
      programme: programme.map(OverviewFigure.from),
      partners: slots,
      slots: totalOfSlots(slots),
      waivers,
      meta: { watermark },
    };
  }
}
