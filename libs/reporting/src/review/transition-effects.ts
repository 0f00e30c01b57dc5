import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import { CalendarReference } from '../calendars/calendar-reference.js';
import type { Slot } from '../slots/slot.js';
import { SlotsRepository } from '../slots/slots.repository.js';
import type { Submission } from '../submissions/submission.js';
import type { TransitionRule } from '../submissions/submission.lifecycle.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { SubmissionsRepository, type SubmissionChange } from '../submissions/submissions.repository.js';
import { ReviewRecords } from './review-records.repository.js';
import type { GatheredFacts } from './transition-facts.js';
import type { AppliedTransition, TransitionCommand } from './transition.js';

export interface Step extends GatheredFacts {
  slot: Slot;
  submission: Submission;
  rule: TransitionRule;
  command: TransitionCommand;
}

/** What each step changes, in the transaction of the step. */
@Injectable()
export class TransitionEffects {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly slots: SlotsRepository,
    private readonly calendars: CalendarReference,
    private readonly review: ReviewRecords,
    private readonly records: SubmissionRecords,
  ) {}

  async of(tx: Transaction, step: Step): Promise<AppliedTransition> {
    const at = this.records.clock.instant();
    const { submission, rule } = step;
    if (rule.name === 'submit') await this.beforeSubmit(tx, step, at);
    if (rule.name === 'accept') await this.beforeAccept(tx, step, at);
    const rev = await this.submissions.change(tx, submission.id, {
      state: rule.to,
      ...(await this.change(tx, step, at)),
    });
    const nextRevisionId = rule.name === 'return' ? await this.openNextRevision(tx, step, at) : null;
    await this.records.audit.record(tx, {
      partner: submission.partner,
      action: `submission.${rule.name}`,
      entity: 'submission',
      entityId: submission.id,
      before: { state: submission.state, rev: submission.rev },
      after: { state: rule.to, rev, ...(nextRevisionId ? { nextRevision: nextRevisionId } : {}) },
    });
    return { submissionId: submission.id, state: rule.to, rev, nextRevisionId };
  }

  private async change(tx: Transaction, { rule, submission }: Step, at: string): Promise<SubmissionChange> {
    const now = new Date(at);
    switch (rule.name) {
      case 'submit':
        return {
          submittedBy: tx.actor.id,
          submittedAt: now,
          reviewDueAt: new Date((await this.calendars.book(tx)).reviewDueAt(at)),
        };
      case 'recall':
        return { submittedBy: null, submittedAt: null, reviewDueAt: null, recalls: submission.recalls + 1 };
      case 'startReview':
        return { reviewerId: tx.actor.id };
      case 'releaseReview':
        return { reviewerId: null };
      case 'return':
      case 'accept':
        return { decidedBy: tx.actor.id, decidedAt: now };
    }
  }

  private async beforeSubmit(
    tx: Transaction,
    { slot, submission, findings, cells }: Step,
    at: string,
  ): Promise<void> {
    await this.review.recordFindings(tx, submission, findings, cells, at);
    await this.submissions.supersede(tx, slot.id, 'RETURNED', submission.id);
    await this.slots.markFirstSubmitted(tx, slot.id, at);
  }

  private async beforeAccept(tx: Transaction, { slot, submission }: Step, at: string): Promise<void> {
    await this.submissions.supersede(tx, slot.id, 'ACCEPTED', submission.id);
    await this.review.ledger.post(tx, slot, submission.id, at);
  }

  /** The partner's copy to correct; the returned revision stays as it was read by the reviewer. */
  private async openNextRevision(
    tx: Transaction,
    { submission, command }: Step,
    at: string,
  ): Promise<string> {
    for (const query of command.queries) await this.review.queries.insert(tx, submission, query, at);
    const id = uuid();
    const { partner, slotId, revisionNo, correctionOf } = submission;
    await this.submissions.insert(tx, { id, partner, slotId, revisionNo: revisionNo + 1, correctionOf }, at);
    await this.submissions.copyCells(tx, submission, id);
    return id;
  }
}
