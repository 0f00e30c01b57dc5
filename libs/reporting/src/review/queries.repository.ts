import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { Submission } from '../submissions/submission.js';
import type { NewQuery, ReviewQuery } from './review-query.js';

const COLUMNS = `id, partner, submission_id as "submissionId", slot_id as "slotId", cell, reason, text, reply_by as "replyBy",
  asked_by as "askedBy", asked_at as "askedAt", answer, answered_by as "answeredBy", answered_at as "answeredAt", rev`;

@Injectable()
export class QueriesRepository {
  async insert(tx: Transaction, submission: Submission, query: NewQuery, askedAt: string): Promise<string> {
    const id = uuid();
    await tx.manager.query(
      `insert into app.review_query (id, partner, submission_id, slot_id, cell, reason, text, reply_by, asked_by, asked_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        submission.partner,
        submission.id,
        submission.slotId,
        query.cell,
        query.reason,
        query.text,
        query.replyBy,
        tx.actor.id,
        askedAt,
      ],
    );
    return id;
  }

  /** Every question ever asked about a slot's report, oldest first. */
  async listBySlot(tx: Transaction, slotId: string): Promise<ReviewQuery[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.review_query where partner = any ($1) and slot_id = $2 order by asked_at`,
      [tx.scopes, slotId],
    )) as ReviewQuery[];
  }

  async lock(tx: Transaction, id: string): Promise<ReviewQuery | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.review_query where partner = any ($1) and id = $2 for update`,
      [tx.scopes, id],
    )) as ReviewQuery[];
    return rows[0] ?? null;
  }

  async answer(tx: Transaction, id: string, answer: string, at: string): Promise<void> {
    await tx.manager.query(
      'update app.review_query set answer = $2, answered_by = $3, answered_at = $4, rev = rev + 1 where id = $1 and partner = any ($5)',
      [id, answer, tx.actor.id, at, tx.scopes],
    );
  }
}
