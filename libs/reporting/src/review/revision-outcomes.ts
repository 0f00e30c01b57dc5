import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { Ledger } from '../ledger/ledger.js';
import type { Slot } from '../slots/slot.js';
import type { Submission } from '../submissions/submission.js';

/** What happens to a report's correction when the review is done with its revision. */
export interface RevisionListener {
  /** @param knownFrom since when the ledger holds the figures of the revision, RFC 3339. */
  accepted(tx: Transaction, slot: Slot, submission: Submission, knownFrom: string): Promise<void>;
  voided(tx: Transaction, submission: Submission, at: string): Promise<void>;
}

/** How a revision ends: its figures enter the ledger, and corrections, which stand above the review, hear of it. */
@Injectable()
export class RevisionOutcomes {
  private listener: RevisionListener | undefined;

  constructor(private readonly ledger: Ledger) {}

  /** Called from module initialisation, before any request is taken. */
  register(listener: RevisionListener): void {
    if (this.listener) throw new Error('Two listeners to the outcomes of revisions.');
    this.listener = listener;
  }

  async accept(tx: Transaction, slot: Slot, submission: Submission, at: string): Promise<void> {
    const { knownFrom } = await this.ledger.post(tx, slot, submission.id, at);
    await this.listener?.accepted(tx, slot, submission, knownFrom);
  }

  async void(tx: Transaction, submission: Submission, at: string): Promise<void> {
    await this.listener?.voided(tx, submission, at);
  }
}
