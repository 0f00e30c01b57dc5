import { Injectable } from '@nestjs/common';
import {
  BusinessError,
  ForbiddenError,
  holds,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { SUPERVISION } from '../submissions/submission.lifecycle.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { SubmissionsRepository } from '../submissions/submissions.repository.js';
import { queryStep, queryStepsFrom, type QueryStep } from './query.lifecycle.js';
import type { QueryMessage, QueryState, ReviewQuery } from './review-query.js';
import { ReviewRecords } from './review-records.repository.js';

/** What the reviewer decides about a question. */
export interface QueryDecision {
  step: Exclude<QueryStep, 'answer'>;
  /** With reopen: what is still unclear. */
  text: string | null;
}

/** Questions of a review and what is said about them. */
@Injectable()
export class QueriesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly review: ReviewRecords,
    private readonly submissions: SubmissionsRepository,
    private readonly records: SubmissionRecords,
  ) {}

  /** Every question about the report that a submission is a revision of. */
  async list(ctx: OperationContext, submissionId: string): Promise<ReviewQuery[]> {
    return this.transactions.read(ctx, async (tx) => {
      const submission = await this.submissions.find(tx, submissionId);
      if (!submission) throw new NotFoundError('submission');
      return this.review.queries.listBySlot(tx, submission.slotId);
    });
  }

  /**
   * The partner's answer; a second one before anybody read the first adds to it.
   *
   * @throws NotFoundError, PreconditionFailedError when the question changed since it was read,
   *   BusinessError `invalid-transition` for a question that is closed.
   */
  async answer(ctx: OperationContext, id: string, rev: number, answer: string): Promise<ReviewQuery> {
    return this.transactions.run(ctx, async (tx) => {
      const query = await this.locked(tx, id, rev);
      assertPossible(query, 'answer');
      const at = this.records.clock.instant();
      await this.review.queries.answer(tx, id, answer, at);
      await this.review.queries.say(tx, query, { side: 'PARTNER', text: answer, at });
      await this.review.news.promise(tx, query, {
        kind: 'ANSWERED',
        event: `answered:${id}:${rev}`,
        to: { person: query.askedBy },
      });
      return this.recorded(tx, query, 'answer', { answer });
    });
  }

  /**
   * The reviewer is content with an answer, or asks on; a question that is asked again blocks the report again.
   *
   * @throws NotFoundError, PreconditionFailedError, ForbiddenError for a supervisor who did not ask it, BusinessError
   *   `invalid-transition`, also for a question about a
   *   report that is settled.
   */
  async decide(
    ctx: OperationContext,
    id: string,
    rev: number,
    decision: QueryDecision,
  ): Promise<ReviewQuery> {
    return this.transactions.run(ctx, async (tx) => {
      const query = await this.locked(tx, id, rev);
      assertOwnSide(tx, query);
      const to = assertPossible(query, decision.step) as Extract<QueryState, 'CLOSED' | 'REOPENED'>;
      if (to === 'REOPENED' && !(await this.submissions.lockOpen(tx, query.slotId)))
        throw notPossible(query, decision.step);
      const at = this.records.clock.instant();
      await this.review.queries.move(tx, id, to, at, await this.replyBy(tx, query, to, at));
      if (decision.text)
        await this.review.queries.say(tx, query, { side: sideOf(tx, query), text: decision.text, at });
      if (to === 'REOPENED') {
        const event = `question:${id}:${rev}`;
        await this.review.news.promise(tx, query, { kind: 'QUESTION', event, to: 'ENTERERS' });
      }
      return this.recorded(tx, query, decision.step, { state: to });
    });
  }

  private async locked(tx: Transaction, id: string, rev: number): Promise<ReviewQuery> {
    const query = await this.review.queries.lock(tx, id);
    if (!query) throw new NotFoundError('query');
    if (query.rev !== rev) throw new PreconditionFailedError(query.rev);
    return query;
  }

  /** Whoever is asked again has the usual time again. */
  private async replyBy(
    tx: Transaction,
    query: ReviewQuery,
    to: QueryState,
    at: string,
  ): Promise<string | null> {
    return to === 'REOPENED' ? this.review.clocks.replyBy(tx, query, at) : null;
  }

  private async recorded(
    tx: Transaction,
    query: ReviewQuery,
    step: QueryStep,
    after: object,
  ): Promise<ReviewQuery> {
    const { id, partner } = query;
    const action = `query.${step}`;
    const before = { state: query.state, answer: query.answer };
    this.records.audit.record(tx, { partner, action, entity: 'query', entityId: id, before, after });
    return (await this.review.queries.lock(tx, id)) as ReviewQuery;
  }
}

/** What headquarters asked is not closed by the side that was asked. */
function assertOwnSide(tx: Transaction, query: ReviewQuery): void {
  if (sideOf(tx, query) === 'PARTNER' && query.askedBy !== tx.actor.id)
    throw new ForbiddenError('Only whoever asked this is content with the answer.');
}

function sideOf(tx: Transaction, { partner }: ReviewQuery): QueryMessage['side'] {
  return holds(tx, SUPERVISION, partner) ? 'PARTNER' : 'HQ';
}

function assertPossible(query: ReviewQuery, step: QueryStep): QueryState {
  const to = queryStep(query.state, step);
  if (to === null) throw notPossible(query, step);
  return to;
}

function notPossible({ state }: ReviewQuery, step: QueryStep): BusinessError {
  return new BusinessError('CONFLICT', 'invalid-transition', {
    detail: `“${step}” is not possible for a question that is ${state}, or the report is settled.`,
    extensions: { state, allowed: queryStepsFrom(state) },
  });
}
