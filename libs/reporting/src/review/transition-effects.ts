import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { Lender } from '../delegations/delegation.js';
import { Lenders } from '../delegations/lenders.js';
import type { Slot } from '../slots/slot.js';
import { SlotsRepository } from '../slots/slots.repository.js';
import type { Submission } from '../submissions/submission.js';
import type { TransitionRule } from '../submissions/submission.lifecycle.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { SubmissionsRepository, type SubmissionChange } from '../submissions/submissions.repository.js';
import { isUnanswered } from './query.lifecycle.js';
import { ReviewRecords } from './review-records.repository.js';
import type { GatheredFacts } from './transition-facts.js';
import type { AppliedTransition, TransitionCommand } from './transition.js';

export interface Step extends GatheredFacts {
  slot: Slot;
  submission: Submission;
  rule: TransitionRule;
  command: TransitionCommand;
  /** Whose right a deputy uses; null: the actor's own. */
  lender: Lender | null;
}

const NO_HOLD = { reviewerId: null, reviewerName: null, reviewStartedAt: null, reviewLeaseUntil: null };
const NOT_HANDED_IN = {
  submittedBy: null,
  submittedByName: null,
  submittedFor: null,
  submittedForName: null,
  submittedAt: null,
  reviewDueAt: null,
};

/** What each step changes, in the transaction of the step. */
@Injectable()
export class TransitionEffects {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly slots: SlotsRepository,
    private readonly lenders: Lenders,
    private readonly review: ReviewRecords,
    private readonly records: SubmissionRecords,
  ) {}

  /** The coordinator for whom the actor may hand this report in. */
  async lenderOf(tx: Transaction, slot: Slot): Promise<Lender | null> {
    return this.lenders.of(tx, slot);
  }

  async of(tx: Transaction, step: Step): Promise<AppliedTransition> {
    const at = this.records.clock.instant();
    const { submission, rule, command } = step;
    if (rule.name === 'submit') await this.review.runs.record(tx, step, 'SUBMIT');
    if (rule.name === 'accept') await this.review.runs.record(tx, step, 'ACCEPT');
    if (rule.name === 'submit') await this.beforeSubmit(tx, step, at);
    if (rule.name === 'accept') await this.beforeAccept(tx, step, at);
    if (rule.name === 'void') await this.review.outcomes.void(tx, submission, at);
    const rev = this.submissions.change(tx, submission, {
      state: rule.to,
      ...(await this.change(tx, step, at)),
    });
    const nextRevisionId = rule.name === 'return' ? await this.openNextRevision(tx, step, at) : null;
    await this.tell(tx, step, rev);
    this.records.audit.record(tx, {
      partner: submission.partner,
      action: `submission.${rule.name}`,
      entity: 'submission',
      entityId: submission.id,
      before: { state: submission.state, rev: submission.rev },
      after: {
        state: rule.to,
        rev,
        ...(nextRevisionId ? { nextRevision: nextRevisionId } : {}),
        ...(command.reason ? { reason: command.reason } : {}),
        ...(step.lender && rule.name === 'submit' ? { onBehalfOf: step.lender.id } : {}),
      },
    });
    return { submissionId: submission.id, state: rule.to, rev, nextRevisionId };
  }

  private async change(tx: Transaction, step: Step, at: string): Promise<SubmissionChange> {
    const { submission, rule, command, lender } = step;
    const now = new Date(at);
    const { id, name } = tx.actor;
    switch (rule.name) {
      case 'markReady':
        return { readyBy: id };
      case 'reopenDraft':
        return { readyBy: null };
      case 'submit': {
        const onBehalf = { submittedFor: lender?.id ?? null, submittedForName: lender?.name ?? null };
        const reviewDueAt = await this.review.clocks.reviewDueAt(tx, at);
        return { submittedBy: id, submittedByName: name, submittedAt: now, reviewDueAt, ...onBehalf };
      }
      case 'recall':
        return { ...NOT_HANDED_IN, readyBy: null, recalls: submission.recalls + 1 };
      case 'startReview': {
        const reviewLeaseUntil = await this.review.clocks.leaseUntil(tx, at);
        return { reviewerId: id, reviewerName: name, reviewStartedAt: now, reviewLeaseUntil };
      }
      case 'releaseReview':
        return NO_HOLD;
      case 'escalate':
        return { escalatedBy: id, reviewLeaseUntil: null };
      case 'return':
      case 'accept':
        return { decidedBy: id, decidedAt: now, reviewLeaseUntil: null };
      case 'void':
        return { decidedBy: id, decidedAt: now, reviewLeaseUntil: null, voidReason: command.reason };
    }
  }

  private async beforeSubmit(
    tx: Transaction,
    { slot, submission, findings, cells }: Step,
    at: string,
  ): Promise<void> {
    await this.review.recordFindings(tx, submission, findings, cells, at);
    this.submissions.supersede(tx, submission, 'RETURNED');
    this.slots.markFirstSubmitted(tx, slot.id, at);
  }

  private async beforeAccept(
    tx: Transaction,
    { slot, submission, command }: Step,
    at: string,
  ): Promise<void> {
    await this.review.recordAcknowledgements(tx, submission, command.acknowledgements ?? [], at);
    await this.review.queries.closeAnswered(tx, [slot.id], at);
    await this.review.lapseSuggestions(tx, [slot.id], at);
    this.submissions.supersede(tx, submission, 'ACCEPTED');
    await this.review.outcomes.accept(tx, slot, submission, at);
  }

  /** The partner's copy to correct; the returned revision stays as it was read by the reviewer. */
  private async openNextRevision(tx: Transaction, step: Step, at: string): Promise<string> {
    const { slot, submission, command, queries } = step;
    const asked = await this.review.clocks.withReplyTimes(tx, slot, command.queries, at);
    for (const query of asked) await this.review.queries.insert(tx, submission, query, at);
    const waiting = queries.filter(({ state }) => isUnanswered(state));
    const times = [...asked, ...waiting].map(({ replyBy }) => new Date(replyBy).toISOString());
    const resubmitBy = times.toSorted().at(-1);
    const id = uuid();
    const { partner, slotId, correctionOf } = submission;
    const revisionNo = await this.submissions.nextRevisionNo(tx, slotId);
    await this.submissions.insert(tx, { id, partner, slotId, revisionNo, correctionOf, resubmitBy }, at);
    await this.submissions.copyCells(tx, submission, id);
    return id;
  }

  private async tell(tx: Transaction, { submission, rule, slot }: Step, rev: number): Promise<void> {
    const { id } = submission;
    if (rule.name === 'markReady')
      await this.review.news.promise(tx, submission, {
        kind: 'READY',
        event: `ready:${id}:${rev}`,
        to: 'COORDINATORS',
      });
    if (rule.name === 'return')
      await this.review.news.promise(tx, submission, {
        kind: 'RETURNED',
        event: `returned:${id}`,
        to: 'ENTERERS',
      });
    if (rule.name === 'submit') await this.tellReviewer(tx, submission, slot, rev);
  }

  /** Whoever sent a report back learns that it is here again. */
  private async tellReviewer(
    tx: Transaction,
    submission: Submission,
    slot: Slot,
    rev: number,
  ): Promise<void> {
    // Only a draft that a return opened has a clock of its own.
    if (submission.resubmitBy === null) return;
    const earlier = await this.submissions.listBySlot(tx, slot.id);
    const returned = earlier.findLast(
      ({ revisionNo, state }) => revisionNo < submission.revisionNo && state !== 'VOIDED',
    );
    if (!returned?.decidedBy) return;
    await this.review.news.promise(tx, submission, {
      kind: 'RESUBMITTED',
      event: `resubmitted:${submission.id}:${rev}`,
      to: { person: returned.decidedBy },
    });
  }
}
