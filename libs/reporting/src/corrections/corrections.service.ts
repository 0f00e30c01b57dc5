import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  ForbiddenError,
  holds,
  HQ_SCOPE,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { SecondPersonNeededError } from '../extensions/slot-requests.errors.js';
import type { Slot } from '../slots/slot.js';
import { ReportLocks } from '../submissions/report-locks.js';
import type { Submission } from '../submissions/submission.js';
import { correctionStep, type CorrectionAct } from './correction.lifecycle.js';
import type { Correction, CorrectionOrder, CorrectionWindow } from './correction.js';
import { CorrectionEffects } from './correction-effects.js';
import { CorrectionClosedError, DirectorDecidesError, NotCorrectableError } from './corrections.errors.js';
import { CorrectionsRepository } from './corrections.repository.js';

/** A decision; only a refusal has to give a reason. */
export interface CorrectionCommand {
  act: CorrectionAct;
  reason: string | null;
}

/** Corrections are asked for by either side and decided by another person at headquarters. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly reports: ReportLocks,
    private readonly corrections: CorrectionsRepository,
    private readonly effects: CorrectionEffects,
  ) {}

  /**
   * Asks that an accepted report is corrected; nothing changes until somebody else grants it.
   *
   * @throws NotFoundError, NotCorrectableError for a report that is not accepted or about which a correction is
   *   pending.
   */
  async request(ctx: OperationContext, order: CorrectionOrder): Promise<Correction> {
    return this.transactions.run(ctx, async (tx) => {
      const { slot, submission: accepted } = await this.reports.lock(tx, order.submissionId);
      const pending = await this.corrections.lockPending(tx, slot.id);
      if (pending || accepted.state !== 'ACCEPTED')
        throw new NotCorrectableError(accepted, pending?.id ?? null);
      const correction = newCorrection(tx, slot, order, this.effects.records.clock.instant());
      await this.corrections.insert(tx, correction);
      await this.effects.record(tx, correction, 'request', null);
      await this.effects.tellAsked(tx, correction, accepted);
      return correction;
    });
  }

  /**
   * Grants a correction, which opens a draft with the accepted cells, or declines it.
   *
   * @param rev the revision counter that the caller read (If-Match).
   * @throws NotFoundError, PreconditionFailedError, CorrectionClosedError, ForbiddenError, DirectorDecidesError,
   *   SecondPersonNeededError, NotCorrectableError when the report is not the accepted one any more.
   */
  async decide(
    ctx: OperationContext,
    id: string,
    rev: number,
    command: CorrectionCommand,
  ): Promise<Correction> {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.corrections.find(tx, id);
      if (!found) throw new NotFoundError('correction');
      const report = await this.reports.lock(tx, found.submissionId);
      const correction = await this.corrections.lock(tx, id);
      if (!correction) throw new NotFoundError('correction');
      if (correction.rev !== rev) throw new PreconditionFailedError(correction.rev);
      return this.take(tx, report, correction, command);
    });
  }

  private async take(
    tx: Transaction,
    { slot, submission: accepted }: { slot: Slot; submission: Submission },
    correction: Correction,
    { act, reason }: CorrectionCommand,
  ): Promise<Correction> {
    const at = this.effects.records.clock.instant();
    const window = await this.effects.windowOf(tx, correction, at);
    assertMayTake(tx, correction, act, window);
    const decision = { at, window, reason };
    if (act === 'decline') {
      await this.corrections.decline(tx, correction.id, decision);
    } else {
      if (accepted.state !== 'ACCEPTED') throw new NotCorrectableError(accepted, null);
      const draft = await this.effects.openRevision(tx, slot, accepted, at);
      await this.corrections.grant(tx, correction.id, decision, draft);
    }
    const decided = (await this.corrections.find(tx, correction.id)) as Correction;
    await this.effects.record(tx, decided, act, { state: correction.state });
    await this.effects.tellDecided(tx, decided);
    return decided;
  }
}

function assertMayTake(
  tx: Transaction,
  correction: Correction,
  act: CorrectionAct,
  window: CorrectionWindow,
): void {
  const step = correctionStep(correction, act, window, {
    id: tx.actor.id,
    holds: (permission) => holds(tx, permission, correction.partner),
  });
  if ('to' in step) return;
  switch (step.refusal) {
    case 'NOT_POSSIBLE':
      throw new CorrectionClosedError(correction, act);
    case 'NOT_PERMITTED':
      throw new ForbiddenError(`“${act}” is not among your rights.`);
    case 'DIRECTOR_NEEDED':
      throw new DirectorDecidesError(window);
    case 'SECOND_PERSON_NEEDED':
      throw new SecondPersonNeededError();
  }
}

function newCorrection(tx: Transaction, slot: Slot, order: CorrectionOrder, at: string): Correction {
  return {
    ...order,
    id: uuid(),
    partner: slot.partner,
    unit: slot.unit,
    slotId: slot.id,
    month: slot.period.alignedTo,
    lockAt: slot.lockAt,
    state: 'OPEN',
    requestedBy: tx.actor.id,
    requestedByName: tx.actor.name,
    // Only people of headquarters have a right to its own rows.
    requestedSide: tx.scopes.includes(HQ_SCOPE) ? 'HQ' : 'PARTNER',
    requestedAt: at,
    decidedBy: null,
    decidedByName: null,
    decidedAt: null,
    decidedIn: null,
    decisionReason: null,
    revisionId: null,
    submitBy: null,
    closedAt: null,
    appliedRevisionId: null,
    rev: 1,
  };
}
