import { Injectable } from '@nestjs/common';
import { shiftAlignedMonth } from '#calendars';
import { CentresService } from '#centres';
import { Transactions, type OperationContext, type Transaction } from '#platform';
import { AggregateService } from '../aggregation/aggregate.service.js';
import { instantOfAsOf } from '../aggregation/as-of.js';
import { HEADLINE_INDICATORS } from '../dashboards/headline-indicators.js';
import { BriefsReadModel } from './briefs.read-model.js';
import { excerpt, type CentreInBrief, type Excerpt, type PartnerBrief } from './partner-brief.js';

type OperationsPart = Pick<
  PartnerBrief,
  'months' | 'centres' | 'figures' | 'openCorrections' | 'openQuestions' | 'sourceFindings'
>;

/** How a partner's centres and reports stood on a day, figures as known on that day. */
@Injectable()
export class BriefOperations {
  constructor(
    private readonly transactions: Transactions,
    private readonly centres: CentresService,
    private readonly aggregates: AggregateService,
    private readonly readModel: BriefsReadModel,
  ) {}

  async of(ctx: OperationContext, partner: string, asOf: string, limit: number): Promise<OperationsPart> {
    const months = monthsBefore(asOf);
    const at = instantOfAsOf(asOf);
    const { rows } = await this.aggregates.answer(ctx, {
      indicators: HEADLINE_INDICATORS,
      partners: [partner],
      units: null,
      months,
      periodId: null,
      groupBy: ['partner', 'period'],
      minCoverage: null,
      asOf,
    });
    const centres = excerpt(await this.centres.listAll(ctx, { partner, asOf }), limit);
    return this.transactions.read(ctx, async (tx) => ({
      months,
      figures: rows,
      centres: await this.withSizes(tx, partner, asOf, centres),
      openCorrections: await this.readModel.openCorrections(tx, partner, at, limit),
      openQuestions: await this.readModel.openQuestions(tx, partner, at, limit),
      sourceFindings: await this.readModel.openSourceFindings(tx, partner, at, limit),
    }));
  }

  private async withSizes(
    tx: Transaction,
    partner: string,
    asOf: string,
    centres: Excerpt<Omit<CentreInBrief, 'sizes'>>,
  ): Promise<Excerpt<CentreInBrief>> {
    const codes = centres.items.map(({ unit }) => unit.code);
    const sizes = await this.readModel.publishedSizes(tx, partner, codes, asOf);
    const items = centres.items.map((centre) => ({
      ...centre,
      sizes: sizes.filter((size) => size.centre === centre.unit.code),
    }));
    return { items, total: centres.total };
  }
}

/** The three aligned months before the one of the day: the latest that can have been reported in full. */
function monthsBefore(day: string): string[] {
  const month = day.slice(0, 7);
  return [-3, -2, -1].map((count) => shiftAlignedMonth(month, count));
}
