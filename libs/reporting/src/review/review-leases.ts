import { Injectable } from '@nestjs/common';
import { Transactions, type OperationContext } from '#platform';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { LeasesRepository } from './leases.repository.js';

/** Gives reports back to all reviewers that one of them took and left. */
@Injectable()
export class ReviewLeases {
  constructor(
    private readonly transactions: Transactions,
    private readonly leases: LeasesRepository,
    private readonly records: SubmissionRecords,
  ) {}

  /**
   * Ends the holds of a partner's reports that have run out; answers how many there were. What is there decides, so a
   * missed look is made good by the next and a repeated one finds nothing.
   */
  async releaseExpired(ctx: OperationContext, partner: string): Promise<number> {
    return this.transactions.run(ctx, async (tx) => {
      const released = await this.leases.releaseExpired(tx, partner, this.records.clock.instant());
      this.records.audit.recordAll(
        tx,
        released.map(({ id, reviewerId, rev }) => ({
          partner,
          action: 'submission.releaseReview',
          entity: 'submission',
          entityId: id,
          before: { state: 'IN_REVIEW', reviewer: reviewerId },
          after: { state: 'SUBMITTED', rev, reason: 'lease-over' },
        })),
      );
      return released.length;
    });
  }
}
