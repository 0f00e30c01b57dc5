import { Injectable } from '@nestjs/common';
import { Transactions, type OperationContext } from '#platform';
import { SlotsRepository } from '../slots/slots.repository.js';
import { SubmissionsRepository } from '../submissions/submissions.repository.js';
import { CorrectionRecords } from './correction-records.js';
import type { Correction } from './correction.js';
import { CorrectionsRepository } from './corrections.repository.js';

const NOT_HANDED_IN: readonly string[] = ['DRAFT', 'READY'];
const LAPSED = 'correction-lapsed';

/** Ends corrections that were granted and never handed in, so that the report is free for another one. */
@Injectable()
export class CorrectionLapses {
  constructor(
    private readonly transactions: Transactions,
    private readonly corrections: CorrectionsRepository,
    private readonly slots: SlotsRepository,
    private readonly submissions: SubmissionsRepository,
    private readonly kept: CorrectionRecords,
  ) {}

  /**
   * Lets the overdue corrections of a partner lapse, each in a transaction of its own; answers how many. What is there
   * decides, so a missed look is made good by the next and a repeated one finds nothing.
   */
  async lapseOverdue(ctx: OperationContext, partner: string): Promise<number> {
    const now = this.kept.effects.records.clock.instant();
    const overdue = await this.transactions.read(ctx, (tx) => this.corrections.listOverdue(tx, partner, now));
    let lapsed = 0;
    for (const correction of overdue) lapsed += (await this.lapse(ctx, correction, now)) ? 1 : 0;
    return lapsed;
  }

  private lapse(
    ctx: OperationContext,
    { slotId, revisionId, partner }: Correction,
    at: string,
  ): Promise<boolean> {
    return this.transactions.run(ctx, async (tx) => {
      await this.slots.lock(tx, slotId);
      const draft = await this.submissions.lock(tx, revisionId ?? '');
      // It may have been handed in since it was found.
      if (!draft || !NOT_HANDED_IN.includes(draft.state)) return false;
      const closed = await this.kept.close(tx, slotId, at, null);
      if (!closed) return false;
      const ending = { decidedBy: tx.actor.id, decidedAt: new Date(at), voidReason: LAPSED };
      this.submissions.change(tx, draft, { state: 'VOIDED', ...ending });
      this.kept.effects.records.audit.record(tx, {
        partner,
        action: 'submission.void',
        entity: 'submission',
        entityId: draft.id,
        before: { state: draft.state },
        after: { state: 'VOIDED', reason: LAPSED },
      });
      return true;
    });
  }
}
