import { Injectable } from '@nestjs/common';
import { programContext, Transactions, type OperationContext, type Transaction } from '#platform';
import { RemindPartner } from '../reminders/remind-partner.js';
import type { AwaitedMonth } from '../sources/due-pulls.js';
import { PullRound } from './pull-round.js';
import { SlotRound } from './slot-round.js';

const MAX_OPEN = 200;

/**
 * Brings a partner's round to what it should be at this instant. It compares and adds what is
 * missing, so a missed tick is caught up by the next and a repeated one does nothing.
 */
@Injectable()
export class ReconcilePartner {
  constructor(
    private readonly transactions: Transactions,
    private readonly slots: SlotRound,
    private readonly pulls: PullRound,
    private readonly reminders: RemindPartner,
  ) {}

  async run(partner: string): Promise<{ slotsAdded: number; pullsOrdered: number; noticesAdded: number }> {
    const ctx = programContext('SCHEDULER', 'collection', [partner], `reconcile-${partner}`);
    const slotsAdded = await this.slots.generation.generate(ctx, partner);
    await this.transactions.run(ctx, (tx) => this.slots.coverage.cancelUncovered(tx, partner));
    // A report that its reviewer took and left is anybody's again, however long the worker was away.
    await this.slots.leases.releaseExpired(ctx, partner);
    // A correction that was granted and not used leaves the report free for another one.
    await this.slots.lapses.lapseOverdue(ctx, partner);
    // People are reminded of what the steps before decided to expect.
    const noticesAdded = await this.reminders.run(partner);
    const pullsOrdered = await this.orderPulls(ctx, partner);
    await this.pulls.watch.check(ctx, partner);
    return { slotsAdded, pullsOrdered, noticesAdded };
  }

  /** Asks for the months whose reports are open and still without a hand-in. */
  private async orderPulls(ctx: OperationContext, partner: string): Promise<number> {
    return this.transactions.run(ctx, (tx) =>
      this.pulls.due.order(tx, partner, () => this.listAwaited(tx, partner)),
    );
  }

  private async listAwaited(tx: Transaction, partner: string): Promise<AwaitedMonth[]> {
    const question = {
      partners: [partner],
      months: null,
      periodId: null,
      state: 'OPEN' as const,
      now: this.pulls.clock.instant(),
      limit: MAX_OPEN,
      after: null,
    };
    const waiting = (await this.slots.list.list(tx, question)).filter((slot) => slot.submission === null);
    return waiting.map(({ period }) => ({ month: period.alignedTo, end: period.end }));
  }
}
