import { Injectable } from '@nestjs/common';
import { holds, Transactions, type OperationContext, type Transaction } from '#platform';
import { ReportLocks } from '../submissions/report-locks.js';
import type { Submission } from '../submissions/submission.js';
import { SUPERVISION } from '../submissions/submission.lifecycle.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { GuardFailedError, InvalidTransitionError } from '../submissions/submissions.errors.js';
import type { NewQuery, ReviewQuery } from './review-query.js';
import { ReviewRecords } from './review-records.repository.js';

const HANDED_IN: readonly string[] = ['SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW'];

/** A reviewer asks while reading, without sending the report back yet. */
@Injectable()
export class AskQuery {
  constructor(
    private readonly transactions: Transactions,
    private readonly reports: ReportLocks,
    private readonly review: ReviewRecords,
    private readonly records: SubmissionRecords,
  ) {}

  /**
   * @throws NotFoundError, InvalidTransitionError when nobody reviews the report, GuardFailedError when somebody else
   *   holds it, ValidationFailedError for an unknown cell or a time that has passed.
   */
  async ask(ctx: OperationContext, submissionId: string, question: NewQuery): Promise<ReviewQuery> {
    return this.transactions.run(ctx, async (tx) => {
      const { slot, submission } = await this.reports.lock(tx, submissionId);
      assertMayRemark(tx, submission, 'ask');
      if (question.cell !== null) await this.reports.checks.assertKnown(tx, slot, [{ cell: question.cell }]);
      const at = this.records.clock.instant();
      const [query] = await this.review.clocks.withReplyTimes(tx, slot, [question], at);
      const id = await this.review.queries.insert(tx, submission, query, at);
      const event = `question:${id}`;
      await this.review.news.promise(tx, submission, { kind: 'QUESTION', event, to: 'ENTERERS' });
      const { partner } = submission;
      const after = { submission: submission.id, cell: query.cell, reason: query.reason };
      this.records.audit.record(tx, {
        partner,
        action: 'query.ask',
        entity: 'query',
        entityId: id,
        after,
      });
      return (await this.review.queries.lock(tx, id)) as ReviewQuery;
    });
  }
}

/**
 * The partner's own supervisor remarks on whatever was handed in, whoever holds it; headquarters on what it reviews.
 *
 * @throws InvalidTransitionError, GuardFailedError unless the actor may ask or suggest something about it now.
 */
export function assertMayRemark(tx: Transaction, submission: Submission, what: string): void {
  const { state, reviewerId, partner } = submission;
  if (holds(tx, SUPERVISION, partner) && HANDED_IN.includes(state)) return;
  if (state !== 'IN_REVIEW' && state !== 'IN_DIRECTOR_REVIEW')
    throw new InvalidTransitionError(submission, what, []);
  if (state === 'IN_DIRECTOR_REVIEW' || reviewerId === tx.actor.id) return;
  const message = 'Another reviewer holds this report.';
  throw new GuardFailedError(what, [{ code: 'held-by-other', pointer: '/reviewer', message }], submission);
}
