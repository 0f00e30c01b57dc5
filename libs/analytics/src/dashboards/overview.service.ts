import { Injectable } from '@nestjs/common';
import { shiftAlignedMonth } from '#calendars';
import type { Indicator } from '#indicators';
import { Clock, Transactions, type OperationContext, type Transaction } from '#platform';
import { aggregate } from '../aggregation/aggregate.js';
import { NOW_KNOWN } from '../aggregation/aggregate.service.js';
import type { Aggregate } from '../aggregation/figures.js';
import { FiguresService } from '../aggregation/figures.service.js';
import { HEADLINE_INDICATORS } from './headline-indicators.js';
import { SlotCountsReadModel, type SlotCounts, type WaivedReport } from './slot-counts.read-model.js';

/** A figure beside the one of the month before. */
export interface ComparedFigure {
  current: Aggregate;
  previous: Aggregate | null;
}

export interface Overview {
  period: string;
  previousPeriod: string;
  indicators: Indicator[];
  /** Per partner and indicator. */
  figures: ComparedFigure[];
  /** Of all partners together. */
  programme: ComparedFigure[];
  slots: Array<SlotCounts & { partner: string }>;
  waivers: WaivedReport[];
  watermark: string | null;
}

/** The first screen: headline figures of every partner in one answer. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly transactions: Transactions,
    private readonly figures: FiguresService,
    private readonly slotCounts: SlotCountsReadModel,
    private readonly clock: Clock,
  ) {}

  /** @param period aligned month 'YYYY-MM' */
  async ofMonth(ctx: OperationContext, period: string): Promise<Overview> {
    return this.transactions.read(ctx, (tx) => this.read(tx, period, shiftAlignedMonth(period, -1)));
  }

  private async read(tx: Transaction, period: string, previousPeriod: string): Promise<Overview> {
    const dueBy = this.clock.instant();
    const months = [previousPeriod, period];
    const indicators = await this.figures.indicators(tx, HEADLINE_INDICATORS);
    const where = { partners: tx.scopes, units: null, months, periodId: null, knownAt: NOW_KNOWN, dueBy };
    const { reports, figures, watermark } = await this.figures.load(tx, where, indicators, false);
    const question = { indicators, inputs: await this.figures.inputs(tx), months, minCoverage: null };
    const grouped = (...groupBy: Array<'partner' | 'period'>) =>
      compared(aggregate({ ...question, groupBy }, reports, figures), period);
    return {
      period,
      previousPeriod,
      indicators,
      figures: grouped('partner', 'period'),
      programme: grouped('period'),
      slots: await this.slotCounts.byPartner(tx, period, dueBy),
      waivers: await this.slotCounts.waivers(tx, period, dueBy),
      watermark,
    };
  }
}

/** Pairs the figures of a month with those of the month before. */
function compared(rows: readonly Aggregate[], period: string): ComparedFigure[] {
  const previous = new Map(rows.filter((row) => row.period !== period).map((row) => [seriesOf(row), row]));
  return rows
    .filter((row) => row.period === period)
    .map((current) => ({ current, previous: previous.get(seriesOf(current)) ?? null }));
}

function seriesOf({ indicator, partner }: Aggregate): string {
  return `${indicator} ${partner}`;
}
