import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transactions.js';

/**
 * Jobs that have no work of their own and count others: a round is complete when everything that it
 * ordered has ended, however it ended.
 */
@Injectable()
export class JobGroups {
  /** Turns a job that was just inserted into a group of so many children. */
  async form(tx: Transaction, id: string, children: number): Promise<void> {
    await tx.manager.query(
      `update app.job set counts_children = true, state = 'RUNNING', started_at = clock_timestamp(), total = $3
        where id = $1 and partner = any ($2)`,
      [id, tx.scopes, children],
    );
  }

  /** Counts again after children ended, and ends the group with its last child. */
  async settle(tx: Transaction, childIds: readonly string[], at: string): Promise<void> {
    if (childIds.length === 0) return;
    // The lock comes first: two children that end together must not both miss the other.
    const groups = (await tx.manager.query(
      `select p.id from app.job p
        where p.partner = any ($2) and p.id in (select c.parent_id from app.job c where c.id = any ($1::uuid[]) and c.partner = any ($2))
        order by p.id for update of p`,
      [childIds, tx.scopes],
    )) as Array<{ id: string }>;
    for (const { id } of groups) await this.count(tx, id, at);
  }

  private async count(tx: Transaction, id: string, at: string): Promise<void> {
    await tx.manager.query(
      `update app.job p
          set done = n.ended, finished_at = case when n.ended = p.total then $3::timestamptz end,
              state = case when n.ended < p.total then p.state
                           when p.state = 'CANCELLING' then 'CANCELLED'
                           when n.good = n.ended then 'SUCCEEDED'
                           when n.good = 0 then 'FAILED' else 'PARTIALLY_SUCCEEDED' end
         from (select count(*) filter (where state not in ('QUEUED', 'RUNNING', 'CANCELLING'))::int as ended,
                      count(*) filter (where state in ('SUCCEEDED', 'PARTIALLY_SUCCEEDED'))::int as good
                 from app.job where parent_id = $1 and partner = any ($2)) n
        where p.id = $1 and p.partner = any ($2) and p.finished_at is null`,
      [id, tx.scopes, at],
    );
  }
}
