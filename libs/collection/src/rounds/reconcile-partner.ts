import { Injectable } from '@nestjs/common';
import { programContext, Transactions, type OperationContext } from '#platform';
import { SlotGenerationService, SlotsReadModel } from '#reporting';
import { PullRound } from './pull-round.js';

const PULL_INTERVAL_MS = 3_600_000;
const MAX_OPEN = 200;

/**
 * Brings a partner's round to what it should be at this instant. It compares and adds what is
 * missing, so a missed tick is caught up by the next and a repeated one does nothing.
 */
@Injectable()
export class ReconcilePartner {
  constructor(
    private readonly transactions: Transactions,
    private readonly slots: SlotGenerationService,
    private readonly openSlots: SlotsReadModel,
    private readonly pulls: PullRound,
  ) {}

  async run(partner: string): Promise<{ slotsAdded: number; pullsOrdered: number }> {
    const ctx = programContext('SCHEDULER', 'collection', [partner], `reconcile-${partner}`);
    const slotsAdded = await this.slots.generate(ctx, partner);
    return { slotsAdded, pullsOrdered: await this.orderPulls(ctx, partner) };
  }

  /** Asks for the months whose reports are open and still without a hand-in. */
  private async orderPulls(ctx: OperationContext, partner: string): Promise<number> {
    return this.transactions.run(ctx, async (tx) => {
      const now = this.pulls.clock.now();
      const since = new Date(now.getTime() - PULL_INTERVAL_MS).toISOString();
      const question = {
        partners: [partner],
        months: null,
        periodId: null,
        state: 'OPEN' as const,
        now: now.toISOString(),
        limit: MAX_OPEN,
        after: null,
      };
      const waiting = (await this.openSlots.list(tx, question)).filter((slot) => slot.submission === null);
      const months = [...new Set(waiting.map((slot) => slot.period.alignedTo))];
      let ordered = 0;
      for (const connector of await this.pulls.connectors.listEnabled(tx, partner)) {
        for (const month of months) {
          if (await this.pulls.orders.wasOrderedSince(tx, connector.id, month, since)) continue;
          await this.pulls.orders.order(tx, connector, month);
          ordered += 1;
        }
      }
      return ordered;
    });
  }
}
