import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { Submission } from '../submissions/submission.js';
import type { NewQuery, QueryMessage, QueryState, ReviewQuery } from './review-query.js';

const COLUMNS = `q.id, q.partner, q.submission_id as "submissionId", q.slot_id as "slotId", q.cell, q.reason, q.text, q.state,
  q.reply_by as "replyBy", q.asked_by as "askedBy", q.asked_by_name as "askedByName", q.asked_at as "askedAt", q.answer,
  q.answered_by as "answeredBy", q.answered_at as "answeredAt", q.closed_at as "closedAt", q.rev,
  coalesce((select jsonb_agg(jsonb_build_object('side', m.side, 'author', m.author, 'authorName', m.author_name, 'text', m.text, 'at', m.at)
                             order by m.at, m.id)
              from app.query_message m where m.partner = q.partner and m.query_id = q.id), '[]') as messages`;

@Injectable()
export class QueriesRepository {
  async insert(
    tx: Transaction,
    submission: Submission,
    query: NewQuery & { replyBy: string },
    askedAt: string,
  ): Promise<string> {
    const id = uuid();
    const { cell, reason, text, replyBy } = query;
    await tx.manager.query(
      `insert into app.review_query (id, partner, submission_id, slot_id, cell, reason, text, reply_by, asked_by, asked_by_name, asked_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        submission.partner,
        submission.id,
        submission.slotId,
        cell,
        reason,
        text,
        replyBy,
        tx.actor.id,
        tx.actor.name,
        askedAt,
      ],
    );
    return id;
  }

  /** Every question ever asked about a slot's report, oldest first. */
  async listBySlot(tx: Transaction, slotId: string): Promise<ReviewQuery[]> {
    return (await tx.manager.query(
      `select ${COLUMNS} from app.review_query q where q.partner = any ($1) and q.slot_id = $2 order by q.asked_at, q.id`,
      [tx.scopes, slotId],
    )) as ReviewQuery[];
  }

  async lock(tx: Transaction, id: string): Promise<ReviewQuery | null> {
    const rows = (await tx.manager.query(
      `select ${COLUMNS} from app.review_query q join app.report_slot s on s.id = q.slot_id
        where q.partner = any ($1) and q.id = $2 and ($3::text[] is null or s.unit = any ($3)) for update of q`,
      [tx.scopes, id, tx.units],
    )) as ReviewQuery[];
    return rows[0] ?? null;
  }

  async answer(tx: Transaction, id: string, answer: string, at: string): Promise<void> {
    await tx.manager.query(
      `update app.review_query set state = 'ANSWERED', answer = $2, answered_by = $3, answered_at = $4, rev = rev + 1
        where id = $1 and partner = any ($5)`,
      [id, answer, tx.actor.id, at, tx.scopes],
    );
  }

  /** @param replyBy the new instant by which an answer is wanted; null leaves it. */
  async move(
    tx: Transaction,
    id: string,
    state: Extract<QueryState, 'CLOSED' | 'REOPENED'>,
    at: string,
    replyBy: string | null,
  ): Promise<void> {
    const isClosed = state === 'CLOSED';
    await tx.manager.query(
      `update app.review_query set state = $2, closed_by = $3, closed_at = $4, reply_by = coalesce($5, reply_by), rev = rev + 1
        where id = $1 and partner = any ($6)`,
      [id, state, isClosed ? tx.actor.id : null, isClosed ? at : null, replyBy, tx.scopes],
    );
  }

  /** With the acceptance of a report its answered questions are settled. */
  async closeAnswered(tx: Transaction, slotIds: readonly string[], at: string): Promise<void> {
    await tx.manager.query(
      `update app.review_query set state = 'CLOSED', closed_by = $2, closed_at = $3, rev = rev + 1
        where partner = any ($4) and slot_id = any ($1) and state = 'ANSWERED'`,
      [slotIds, tx.actor.id, at, tx.scopes],
    );
  }

  async say(
    tx: Transaction,
    query: Pick<ReviewQuery, 'id' | 'partner'>,
    message: Pick<QueryMessage, 'side' | 'text' | 'at'>,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.query_message (id, partner, query_id, side, author, author_name, text, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [uuid(), query.partner, query.id, message.side, tx.actor.id, tx.actor.name, message.text, message.at],
    );
  }
}
