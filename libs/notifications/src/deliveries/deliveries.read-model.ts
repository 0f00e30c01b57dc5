import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { DeliveryState, NoticeKind } from './delivery.js';

/** One attempt to reach one person about one thing, as headquarters sees it. */
export interface DeliveryEntry {
  id: string;
  partner: string;
  recipient: { id: string; name: string; address: string };
  channel: string;
  kind: NoticeKind;
  rung: string;
  subjectId: string;
  state: DeliveryState;
  reason: string | null;
  /** The mail that it went with, and what the server said to it. */
  digestId: string | null;
  attempts: number;
  answer: string | null;
  createdAt: string;
  sentAt: string | null;
}

export interface DeliveriesQuestion {
  partners: readonly string[];
  state: DeliveryState | null;
  recipient: string | null;
  limit: number;
  after: string[] | null;
}

export interface ContactTask {
  id: string;
  scope: string;
  recipient: { id: string; name: string; address: string };
  reason: string;
  openedAt: string;
}

const RECIPIENT = `jsonb_build_object('id', u.id, 'name', u.name, 'address', u.email) as recipient`;

/** Who was told what, and whom no mail reaches. */
@Injectable()
export class DeliveriesReadModel {
  /** A page of deliveries, newest first. */
  async list(tx: Transaction, question: DeliveriesQuestion): Promise<DeliveryEntry[]> {
    const { partners, state, recipient, limit, after } = question;
    const rows = (await tx.manager.query(
      `select d.id, d.partner, ${RECIPIENT}, d.channel, n.kind, n.rung, n.subject_id as "subjectId", d.state, d.reason,
              d.digest_id as "digestId", coalesce(g.attempts, 0) as attempts, g.answer, d.created_at as "createdAt", g.sent_at as "sentAt"
         from app.notification_delivery d
         join app.notification n on n.partner = d.partner and n.id = d.notification_id
         join app.user_account u on u.id = d.recipient and u.scope = any ($1)
         left join app.notification_digest g on g.id = d.digest_id and g.scope = any ($1)
        where d.partner = any ($1) and d.partner = any ($2) and ($3::text is null or d.state = $3)
          and ($4::uuid is null or d.recipient = $4)
          and ($5::timestamptz is null or (d.created_at, d.id) < ($5, $6::uuid))
        order by d.created_at desc, d.id desc limit $7`,
      [tx.scopes, partners, state, recipient, after?.[0] ?? null, after?.[1] ?? null, limit],
    )) as (Omit<DeliveryEntry, 'createdAt' | 'sentAt'> & { createdAt: Date; sentAt: Date | null })[];
    return rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      sentAt: row.sentAt?.toISOString() ?? null,
    }));
  }

  /** People to be reached some other way, the longest unreachable first. */
  async listContactTasks(tx: Transaction, limit: number): Promise<ContactTask[]> {
    const rows = (await tx.manager.query(
      `select t.id, t.scope, ${RECIPIENT}, t.reason, t.opened_at as "openedAt"
         from app.contact_task t join app.user_account u on u.id = t.recipient and u.scope = any ($1)
        where t.scope = any ($1) and t.closed_at is null order by t.opened_at, t.id limit $2`,
      [tx.scopes, limit],
    )) as (Omit<ContactTask, 'openedAt'> & { openedAt: Date })[];
    return rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() }));
  }
}
