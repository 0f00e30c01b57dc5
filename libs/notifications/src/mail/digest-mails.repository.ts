import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { DeliveryState, NoticeKind, NoticeParams, SuppressionReason } from '../deliveries/delivery.js';

/** Longer than any conversation with a mail server can last; afterwards nobody knows how it ended. */
export const SENDING_SECONDS = 120;

export interface DigestMail {
  id: string;
  scope: string;
  recipient: string;
  state: DeliveryState;
  sort: 'DAILY' | 'IMMEDIATE';
}

/** One line of a mail. */
export interface DigestLine {
  deliveryId: string;
  partner: string;
  kind: NoticeKind;
  subjectId: string;
  params: NoticeParams;
}

export interface SendingRight {
  locale: string;
  address: string;
  messageId: string;
}

/** How an attempt ended; QUEUED: the server said "later". */
export interface SendingEnd {
  state: Extract<DeliveryState, 'SENT' | 'BOUNCED' | 'UNCERTAIN' | 'QUEUED'>;
  reason: string | null;
  /** What the server said, shortened. */
  answer: string | null;
  at: string;
}

/** The steps of one mail. Each change is fenced by the state, so that no two senders hold one mail. */
@Injectable()
export class DigestMailsRepository {
  async find(tx: Transaction, id: string): Promise<DigestMail | null> {
    const rows = (await tx.manager.query(
      'select id, scope, recipient, state, sort from app.notification_digest where id = $1 and scope = any ($2)',
      [id, tx.scopes],
    )) as DigestMail[];
    return rows[0] ?? null;
  }

  /** What is still to be told: one line for each subject and kind, the most urgent first. */
  async listLines(tx: Transaction, id: string): Promise<DigestLine[]> {
    return (await tx.manager.query(
      `select d.id as "deliveryId", d.partner, n.kind, n.subject_id as "subjectId", n.params
         from app.notification_delivery d join app.notification n on n.partner = d.partner and n.id = d.notification_id
        where d.digest_id = $1 and d.state = 'QUEUED' and d.partner = any ($2)
        order by n.urgent desc, n.params->>'dueAt', d.partner, n.params->>'unit'`,
      [id, tx.scopes],
    )) as DigestLine[];
  }

  /** Takes lines out of a mail, and the mail itself when none is left. */
  async suppress(
    tx: Transaction,
    id: string,
    deliveries: readonly string[],
    reason: SuppressionReason,
  ): Promise<void> {
    if (deliveries.length === 0) return;
    await tx.manager.query(
      `update app.notification_delivery set state = 'SUPPRESSED', reason = $3
        where digest_id = $1 and id = any ($2::uuid[]) and state = 'QUEUED' and partner = any ($4)`,
      [id, deliveries, reason, tx.scopes],
    );
    await tx.manager.query(
      `update app.notification_digest set state = 'SUPPRESSED', reason = $2
        where id = $1 and state = 'QUEUED' and scope = any ($3)
          and not exists (select 1 from app.notification_delivery d where d.digest_id = $1 and d.state = 'QUEUED')`,
      [id, reason, tx.scopes],
    );
  }

  /**
   * The one right to speak to the server about these lines; null when somebody has or had it. What was added after
   * the lines were read waits for the next mail.
   */
  async beginSending(
    tx: Transaction,
    id: string,
    lines: readonly DigestLine[],
    right: SendingRight,
  ): Promise<number | null> {
    const [rows] = (await tx.manager.query(
      `update app.notification_digest set state = 'SENDING', attempts = attempts + 1, locale = $3, address = $4, message_id = $5,
              lease_until = clock_timestamp() + interval '${SENDING_SECONDS} seconds'
        where id = $1 and state = 'QUEUED' and scope = any ($2) returning attempts`,
      [id, tx.scopes, right.locale, right.address, right.messageId],
    )) as [{ attempts: number }[], number];
    if (!rows[0]) return null;
    await tx.manager.query(
      `update app.notification_delivery set digest_id = null
        where digest_id = $1 and state = 'QUEUED' and id <> all ($2::uuid[]) and partner = any ($3)`,
      [id, lines.map(({ deliveryId }) => deliveryId), tx.scopes],
    );
    await this.moveDeliveries(tx, id, 'QUEUED', 'SENDING', null);
    return rows[0].attempts;
  }

  /** Ends an attempt; false when it was given up in the meantime. */
  async endSending(tx: Transaction, id: string, attempt: number, end: SendingEnd): Promise<boolean> {
    const [rows] = (await tx.manager.query(
      `update app.notification_digest set state = $3, reason = $4, answer = $5, lease_until = null,
              sent_at = case when $3 = 'SENT' then $6::timestamptz end
        where id = $1 and attempts = $2 and state = 'SENDING' and scope = any ($7) returning id`,
      [id, attempt, end.state, end.reason, end.answer, end.at, tx.scopes],
    )) as [unknown[], number];
    if (rows.length === 0) return false;
    await this.moveDeliveries(tx, id, 'SENDING', end.state, end.reason);
    return true;
  }

  private async moveDeliveries(
    tx: Transaction,
    id: string,
    from: DeliveryState,
    to: DeliveryState,
    reason: string | null,
  ): Promise<void> {
    await tx.manager.query(
      'update app.notification_delivery set state = $3, reason = $4 where digest_id = $1 and state = $2 and partner = any ($5)',
      [id, from, to, reason, tx.scopes],
    );
  }
}
