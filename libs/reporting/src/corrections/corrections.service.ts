import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  BusinessError,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { SlotsRepository } from '../slots/slots.repository.js';
import type { Submission } from '../submissions/submission.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { SubmissionsRepository } from '../submissions/submissions.repository.js';

export const CORRECTION_KINDS = ['ERROR_FIX', 'LATE_DATA', 'METHOD_CHANGE', 'RECLASSIFICATION'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

export interface CorrectionOrder {
  submissionId: string;
  kind: CorrectionKind;
  reason: string;
}

/** Reopens an accepted report as a new revision; the accepted figures stay official until it is accepted. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly slots: SlotsRepository,
    private readonly submissions: SubmissionsRepository,
    private readonly records: SubmissionRecords,
  ) {}

  /**
   * Opens the correcting revision with a copy of the accepted cells; answers its id.
   *
   * @throws NotFoundError, BusinessError `invalid-transition` for a report that is not accepted or
   *   is being corrected already.
   */
  async request(ctx: OperationContext, order: CorrectionOrder): Promise<string> {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.submissions.find(tx, order.submissionId);
      const slot = found && (await this.slots.lock(tx, found.slotId));
      const accepted = slot && (await this.submissions.lock(tx, order.submissionId));
      if (!accepted) throw new NotFoundError('submission');
      const open = await this.submissions.lockOpen(tx, slot.id);
      if (accepted.state !== 'ACCEPTED' || open) throw notCorrectable(accepted, open);
      return this.open(tx, accepted, order);
    });
  }

  private async open(tx: Transaction, accepted: Submission, order: CorrectionOrder): Promise<string> {
    const id = uuid();
    const { partner, slotId } = accepted;
    // A correction that was voided keeps its number.
    const revisionNo = await this.submissions.nextRevisionNo(tx, slotId);
    const draft = { id, partner, slotId, revisionNo, correctionOf: accepted.id };
    await this.submissions.insert(tx, draft, this.records.clock.instant());
    await this.submissions.copyCells(tx, accepted, id);
    await this.records.audit.record(tx, {
      partner,
      action: 'correction.request',
      entity: 'submission',
      entityId: accepted.id,
      after: { kind: order.kind, reason: order.reason, revision: id },
    });
    return id;
  }
}

function notCorrectable(submission: Submission, open: Submission | null): BusinessError {
  const detail = open
    ? 'A revision of this report is open already.'
    : 'Only an accepted report is corrected.';
  return new BusinessError('CONFLICT', 'invalid-transition', {
    detail,
    extensions: { state: submission.state, allowed: [] },
  });
}
