import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { JobsService, NotFoundError, HQ_SCOPE, Transactions, type OperationContext } from '#platform';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { ACCEPT_REPORTS, type BulkAcceptance, type BulkItem } from './bulk-acceptance.js';
import { BulkAcceptanceRepository } from './bulk-acceptance.repository.js';

/** Orders to accept many reports at once; the work itself is a job. */
@Injectable()
export class BulkAcceptanceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: BulkAcceptanceRepository,
    private readonly jobs: JobsService,
    private readonly records: SubmissionRecords,
  ) {}

  /**
   * Orders the acceptance of those of the named reports that are clean when their turn comes.
   *
   * @throws NotFoundError for the whole order when one of them is unknown or out of scope.
   */
  async order(ctx: OperationContext, submissionIds: readonly string[]): Promise<BulkAcceptance> {
    return this.transactions.run(ctx, async (tx) => {
      const items = await this.repository.listPartners(tx, submissionIds);
      if (items.length !== submissionIds.length) throw new NotFoundError('submission');
      const partners = [...new Set(items.map(({ partner }) => partner))].toSorted();
      const { id: orderedBy, name: orderedByName } = tx.actor;
      const orderedAt = this.records.clock.now();
      const id = uuid();
      const bulk: BulkAcceptance = { id, partners, orderedBy, orderedByName, orderedAt, jobId: null };
      await this.repository.insert(tx, bulk, items);
      const jobId = await this.jobs.order(tx, ACCEPT_REPORTS, {
        partner: HQ_SCOPE,
        type: 'BULK_ACCEPTANCE',
        subjectId: id,
        unit: 'reports',
        total: items.length,
        resultLinks: [`/api/v1/review-queue/acceptances/${id}`],
      });
      await this.repository.setJob(tx, id, jobId);
      this.records.audit.record(tx, {
        partner: HQ_SCOPE,
        action: 'bulk-acceptance.order',
        entity: 'bulk-acceptance',
        entityId: id,
        after: { reports: items.length, partners },
      });
      return { ...bulk, jobId };
    });
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, id: string): Promise<{ bulk: BulkAcceptance; items: BulkItem[] }> {
    return this.transactions.read(ctx, async (tx) => {
      const bulk = await this.repository.find(tx, id);
      if (!bulk) throw new NotFoundError('bulk acceptance');
      return { bulk, items: await this.repository.listItems(tx, id) };
    });
  }
}
