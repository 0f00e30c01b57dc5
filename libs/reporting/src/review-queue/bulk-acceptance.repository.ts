import { Injectable } from '@nestjs/common';
import { HQ_SCOPE, type Transaction } from '#platform';
import type { BulkAcceptance, BulkItem } from './bulk-acceptance.js';

@Injectable()
export class BulkAcceptanceRepository {
  /** Which of these submissions the caller can see, with whose they are. */
  async listPartners(
    tx: Transaction,
    submissionIds: readonly string[],
  ): Promise<Array<{ id: string; partner: string }>> {
    return (await tx.manager.query(
      `select b.id, b.partner from app.submission b join app.report_slot s on s.partner = b.partner and s.id = b.slot_id
        where b.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and b.id = any ($3::uuid[])`,
      [tx.scopes, tx.units, submissionIds],
    )) as Array<{ id: string; partner: string }>;
  }

  async insert(
    tx: Transaction,
    bulk: BulkAcceptance,
    items: ReadonlyArray<{ id: string; partner: string }>,
  ): Promise<void> {
    const { id, partners, orderedBy, orderedByName, orderedAt } = bulk;
    await tx.manager.query(
      `insert into app.bulk_acceptance (id, scope, partners, ordered_by, ordered_by_name, ordered_at) values ($1, $2, $3, $4, $5, $6)`,
      [id, HQ_SCOPE, partners, orderedBy, orderedByName, orderedAt],
    );
    await tx.manager.query(
      `insert into app.bulk_acceptance_item (partner, bulk_id, submission_id)
       select partner, $1, id from unnest($2::uuid[], $3::text[]) as i (id, partner)`,
      [id, items.map((item) => item.id), items.map(({ partner }) => partner)],
    );
  }

  async setJob(tx: Transaction, id: string, jobId: string): Promise<void> {
    await tx.manager.query('update app.bulk_acceptance set job_id = $2 where id = $1 and scope = any ($3)', [
      id,
      jobId,
      tx.scopes,
    ]);
  }

  async find(tx: Transaction, id: string): Promise<BulkAcceptance | null> {
    const rows = (await tx.manager.query(
      `select id, partners, ordered_by as "orderedBy", ordered_by_name as "orderedByName", ordered_at as "orderedAt", job_id as "jobId"
         from app.bulk_acceptance where id = $1 and scope = any ($2)`,
      [id, tx.scopes],
    )) as BulkAcceptance[];
    return rows[0] ?? null;
  }

  async listItems(tx: Transaction, id: string): Promise<BulkItem[]> {
    return (await tx.manager.query(
      `select submission_id as "submissionId", partner, outcome, reasons from app.bulk_acceptance_item
        where partner = any ($1) and bulk_id = $2 order by partner, submission_id`,
      [tx.scopes, id],
    )) as BulkItem[];
  }

  /** Answers false when its turn is over already, so that a repeated run adds nothing. */
  async settle(
    tx: Transaction,
    bulkId: string,
    { submissionId, outcome, reasons }: BulkItem,
    at: string,
  ): Promise<boolean> {
    const [, count] = (await tx.manager.query(
      `update app.bulk_acceptance_item set outcome = $3, reasons = $4, settled_at = $5
        where partner = any ($1) and bulk_id = $2 and submission_id = $6 and outcome is null`,
      [tx.scopes, bulkId, outcome, JSON.stringify(reasons), at, submissionId],
    )) as [unknown[], number];
    return count === 1;
  }
}
