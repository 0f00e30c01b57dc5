import { Injectable } from '@nestjs/common';
import { NotFoundError, type Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import { SlotsRepository } from '../slots/slots.repository.js';
import { EntryChecks } from './entry-checks.js';
import type { Submission } from './submission.js';
import { SubmissionsRepository } from './submissions.repository.js';

/** The two rows of a report: as they are, or locked in the one order. */
@Injectable()
export class ReportLocks {
  constructor(
    private readonly slots: SlotsRepository,
    private readonly submissions: SubmissionsRepository,
    readonly checks: EntryChecks,
  ) {}

  /** @throws NotFoundError */
  async find(tx: Transaction, submissionId: string): Promise<{ slot: Slot; submission: Submission }> {
    const submission = await this.submissions.find(tx, submissionId);
    const slot = submission && (await this.slots.find(tx, submission.slotId));
    if (!submission || !slot) throw new NotFoundError('submission');
    return { slot, submission };
  }

  /** @throws NotFoundError */
  async lock(tx: Transaction, submissionId: string): Promise<{ slot: Slot; submission: Submission }> {
    // Sent together, done in this order.
    const [slot, submission] = await Promise.all([
      this.slots.lockOf(tx, submissionId),
      this.submissions.lock(tx, submissionId),
    ]);
    if (!slot || !submission) throw new NotFoundError('submission');
    return { slot, submission };
  }
}
