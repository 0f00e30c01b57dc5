import { Injectable } from '@nestjs/common';
import { Transactions, type OperationContext } from '#platform';
import { ReportLocks } from '../submissions/report-locks.js';
import type { Submission } from '../submissions/submission.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { GuardFailedError, InvalidTransitionError } from '../submissions/submissions.errors.js';
import type { NewQuery, ReviewQuery } from './review-query.js';
import { ReviewRecords } from './review-records.repository.js';

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
      assertInReview(submission, tx.actor.id, 'ask');
      if (question.cell !== null) await this.reports.checks.assertKnown(tx, slot, [{ cell: question.cell }]);
      const at = this.records.clock.instant();
      const [query] = await this.review.clocks.withReplyTimes(tx, slot, [question], at);
      const id = await this.review.queries.insert(tx, submission, query, at);
      const event = `question:${id}`;
      await this.review.news.promise(tx, submission, { kind: 'QUESTION', event, to: 'ENTERERS' });
      const { partner } = submission;
      const after = { submission: submission.id, cell: query.cell, reason: query.reason };
      await this.records.audit.record(tx, {
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

/** @throws InvalidTransitionError, GuardFailedError unless the actor may speak for headquarters about it now. */
export function assertInReview(submission: Submission, actorId: string, what: string): void {
  const { state, reviewerId } = submission;
  if (state !== 'IN_REVIEW' && state !== 'IN_DIRECTOR_REVIEW')
    throw new InvalidTransitionError(submission, what, []);
  if (state === 'IN_DIRECTOR_REVIEW' || reviewerId === actorId) return;
  const message = 'Another reviewer holds this report.';
  throw new GuardFailedError(what, [{ code: 'held-by-other', pointer: '/reviewer', message }], submission);
}
