import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';

export interface ReleasedHold {
  id: string;
  reviewerId: string;
  rev: number;
}

@Injectable()
export class LeasesRepository {
  /** Reports that a step is being taken on right now are left to it. */
  async releaseExpired(tx: Transaction, partner: string, now: string): Promise<ReleasedHold[]> {
    const [rows] = (await tx.manager.query(
      `with over as (
         select id, reviewer_id from app.submission
          where partner = any ($1) and partner = $2 and state = 'IN_REVIEW' and review_lease_until <= $3
          order by id for update skip locked
       )
       update app.submission b
          set state = 'SUBMITTED', reviewer_id = null, reviewer_name = null, review_started_at = null,
              review_lease_until = null, rev = rev + 1
         from over where b.id = over.id and b.partner = any ($1)
       returning b.id, over.reviewer_id as "reviewerId", b.rev`,
      [tx.scopes, partner, now],
    )) as [ReleasedHold[], number];
    return rows;
  }
}
