import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { NoticeKind, NoticeParams } from '../deliveries/delivery.js';

/** A notice as its reader sees it. */
export interface InboxEntry {
  id: string;
  partner: string;
  kind: NoticeKind;
  rung: string;
  urgent: boolean;
  subjectId: string;
  params: NoticeParams;
  createdAt: string;
  readAt: string | null;
}

export interface InboxQuestion {
  unread: boolean | null;
  limit: number;
  /** Instant and id after which the page begins. */
  after: string[] | null;
}

type InboxRow = Omit<InboxEntry, 'createdAt' | 'readAt'> & { createdAt: Date; readAt: Date | null };

/** One's own notices: always asked with the person of the context, never with one that somebody names. */
@Injectable()
export class InboxRepository {
  async list(tx: Transaction, { unread, limit, after }: InboxQuestion): Promise<InboxEntry[]> {
    const rows = (await tx.manager.query(
      `select id, partner, kind, rung, urgent, subject_id as "subjectId", params, created_at as "createdAt", read_at as "readAt"
         from app.notification
        where recipient = $1 and partner = any ($2) and not superseded
          and ($3::boolean is null or (read_at is null) = $3)
          and ($4::timestamptz is null or (created_at, id) < ($4, $5::uuid))
        order by created_at desc, id desc limit $6`,
      [tx.actor.id, tx.scopes, unread, after?.[0] ?? null, after?.[1] ?? null, limit],
    )) as InboxRow[];
    return rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      readAt: row.readAt?.toISOString() ?? null,
    }));
  }

  /** Remembers when a notice was first read; false when it is nobody's or somebody else's. */
  async markRead(tx: Transaction, id: string, at: string): Promise<boolean> {
    const [rows] = (await tx.manager.query(
      `update app.notification set read_at = coalesce(read_at, $4)
        where id = $1 and recipient = $2 and partner = any ($3) and not superseded returning id`,
      [id, tx.actor.id, tx.scopes, at],
    )) as [unknown[], number];
    return rows.length === 1;
  }
}
