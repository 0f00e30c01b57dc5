import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { NewNotice } from './delivery.js';

const ADD_NOTICES = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb) as g(
      id uuid, "deliveryId" uuid, partner text, recipient uuid, "recipientScope" text, event text, rung text, kind text,
      urgent boolean, superseded boolean, "subjectId" uuid, params jsonb)
     where partner = any ($2)
  ), added as (
    insert into app.notification (id, partner, recipient, recipient_scope, event, rung, kind, urgent, superseded, subject_id, params, created_at)
    select id, partner, recipient, "recipientScope", event, rung, kind, urgent, superseded, "subjectId", params, $3 from given
    on conflict (partner, event, recipient, rung) do nothing
    returning id
  ), judged as (
    select g.*, case
        when g.superseded then 'superseded'
        when g.urgent then null
        when p.unsubscribed_at is not null then 'unsubscribed'
        when p.snoozed_until > $3 then 'snoozed'
      end as wish
      from added join given g using (id)
      left join app.notification_preference p on p.recipient = g.recipient and p.scope = any ($2)
  )
  insert into app.notification_delivery (id, partner, notification_id, recipient, recipient_scope, channel, urgent, state, reason, created_at)
  select "deliveryId", partner, id, recipient, "recipientScope", 'EMAIL', urgent,
         case when coalesce(wish, $4) is null then 'QUEUED' else 'SUPPRESSED' end, coalesce(wish, $4), $3
    from judged returning id`;

/** Notices as they are decided: told once, whoever decides them again. */
@Injectable()
export class NoticesRepository {
  /**
   * Adds the notices that nobody was told yet, each with its delivery, in one statement however many there are.
   *
   * @param withheld reason for which no mail can be sent at all, or null.
   * @returns how many were new.
   */
  async add(
    tx: Transaction,
    notices: readonly NewNotice[],
    at: string,
    withheld: 'no-mail-server' | null,
  ): Promise<number> {
    if (notices.length === 0) return 0;
    const rows = (await tx.manager.query(ADD_NOTICES, [
      JSON.stringify(notices),
      tx.scopes,
      at,
      withheld,
    ])) as unknown[];
    return rows.length;
  }

  /** Which rungs of these events a person was told; superseded ones count as told. */
  async listTold(
    tx: Transaction,
    partner: string,
    events: readonly string[],
  ): Promise<{ event: string; recipient: string; rung: string }[]> {
    return (await tx.manager.query(
      'select event, recipient, rung from app.notification where partner = $1 and partner = any ($2) and event = any ($3)',
      [partner, tx.scopes, events],
    )) as { event: string; recipient: string; rung: string }[];
  }
}
