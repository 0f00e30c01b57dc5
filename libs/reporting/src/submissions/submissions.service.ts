import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { NotFoundError, Transactions, type OperationContext, type Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import { SlotsRepository } from '../slots/slots.repository.js';
import { refusalOfDraft } from './entry-guards.js';
import { ReportCheck } from './report-check.js';
import { isOpen, type Submission } from './submission.js';
import { SubmissionsRepository } from './submissions.repository.js';
import { SubmissionRecords } from './submission-records.js';
import type { SubmissionView } from './submission-view.js';

/** Drafts: opening one, reading one. */
@Injectable()
export class SubmissionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly submissions: SubmissionsRepository,
    private readonly slots: SlotsRepository,
    private readonly check: ReportCheck,
    private readonly records: SubmissionRecords,
  ) {}

  /**
   * Opens the draft of a slot, or answers the one that is open.
   *
   * @throws NotFoundError, SlotNotOpenError, SubmissionLockedError.
   */
  async openDraft(ctx: OperationContext, slotId: string): Promise<SubmissionView> {
    return this.transactions.run(ctx, async (tx) => {
      const slot = await this.slots.lock(tx, slotId);
      if (!slot) throw new NotFoundError('report slot');
      const submission = await this.draftOf(tx, slot);
      return this.check.viewInWords(tx, slot, submission);
    });
  }

  /** @throws NotFoundError for an unknown submission and for one of another scope. */
  async get(ctx: OperationContext, id: string): Promise<SubmissionView> {
    return this.transactions.read(ctx, async (tx) => {
      const submission = await this.submissions.find(tx, id);
      const slot = submission && (await this.slots.find(tx, submission.slotId));
      if (!submission || !slot) throw new NotFoundError('submission');
      return this.check.viewInWords(tx, slot, submission);
    });
  }

  /** The draft of a locked slot; the caller's transaction decides whether it stays. */
  async draftOf(tx: Transaction, slot: Slot): Promise<Submission> {
    const revisions = await this.submissions.lockRevisions(tx, slot.id);
    const open = revisions.find(({ state }) => isOpen(state)) ?? null;
    if (open?.state === 'DRAFT') return open;
    const accepted = revisions.find(({ state }) => state === 'ACCEPTED') ?? null;
    const refusal = refusalOfDraft(slot, { open, accepted }, this.records.clock.instant());
    if (refusal) throw refusal;
    return this.insertDraft(tx, slot, Math.max(0, ...revisions.map(({ revisionNo }) => revisionNo)) + 1);
  }

  private async insertDraft(tx: Transaction, slot: Slot, revisionNo: number): Promise<Submission> {
    const id = uuid();
    const draft = { id, partner: slot.partner, slotId: slot.id, revisionNo, correctionOf: null };
    const inserted = await this.submissions.insert(tx, draft, this.records.clock.instant());
    this.records.audit.record(tx, {
      partner: slot.partner,
      action: 'submission.open',
      entity: 'submission',
      entityId: id,
      after: { slot: slot.id, revision: revisionNo },
    });
    return inserted;
  }
}
