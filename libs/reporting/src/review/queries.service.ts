import { Injectable } from '@nestjs/common';
import { NotFoundError, PreconditionFailedError, Transactions, type OperationContext } from '#platform';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { SubmissionsRepository } from '../submissions/submissions.repository.js';
import { QueriesRepository } from './queries.repository.js';
import type { ReviewQuery } from './review-query.js';

/** Questions of a review and their answers. */
@Injectable()
export class QueriesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly queries: QueriesRepository,
    private readonly submissions: SubmissionsRepository,
    private readonly records: SubmissionRecords,
  ) {}

  /** Every question about the report that a submission is a revision of. */
  async list(ctx: OperationContext, submissionId: string): Promise<ReviewQuery[]> {
    return this.transactions.read(ctx, async (tx) => {
      const submission = await this.submissions.find(tx, submissionId);
      if (!submission) throw new NotFoundError('submission');
      return this.queries.listBySlot(tx, submission.slotId);
    });
  }

  /** @throws NotFoundError, PreconditionFailedError when the question changed since it was read. */
  async answer(ctx: OperationContext, id: string, rev: number, answer: string): Promise<ReviewQuery> {
    return this.transactions.run(ctx, async (tx) => {
      const query = await this.queries.lock(tx, id);
      if (!query) throw new NotFoundError('query');
      if (query.rev !== rev) throw new PreconditionFailedError(query.rev);
      await this.queries.answer(tx, id, answer, this.records.clock.instant());
      const { partner } = query;
      await this.records.audit.record(tx, {
        partner,
        action: 'query.answer',
        entity: 'query',
        entityId: id,
        before: { answer: query.answer },
        after: { answer },
      });
      return (await this.queries.lock(tx, id)) as ReviewQuery;
    });
  }
}
