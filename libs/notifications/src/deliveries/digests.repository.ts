import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';

/** A person whose office is open now, with the day that it is there. */
export interface DigestReader {
  recipient: string;
  scope: string;
  /** Local day, YYYY-MM-DD. */
  day: string;
  /** Id that a new mail to this person gets. */
  digestId: string;
}

export interface PromisedDigest {
  id: string;
  scope: string;
  promises: number;
}

const WAITING = `d.state = 'QUEUED' and d.digest_id is null and d.partner = any ($2)`;

/** A queue may lose a promise; an unsent mail is promised again after this long. */
const PROMISE_MINUTES = 15;
/** A reminder that could not be handed over for a day is out of date; the next one says more. */
const GIVE_UP_HOURS = 24;

/** What is left to do about the mails of some scopes. */
export interface MailWork {
  /** Something that cannot wait is in no mail yet. */
  urgent: boolean;
  /** Something waits for a daily mail. */
  daily: boolean;
  /** A mail is open that was not sent, or is being sent. */
  unfinished: boolean;
}

/** How notices become mails: at most one digest for each person and day, and urgent ones at once. */
@Injectable()
export class DigestsRepository {
  /** Whether there is anything to do at all: most rounds find nothing, and this is all that they ask. */
  async work(tx: Transaction): Promise<MailWork> {
    const rows = (await tx.manager.query(
      `select coalesce(bool_or(d.urgent), false) as urgent, coalesce(bool_or(not d.urgent), false) as daily,
              exists (select 1 from app.notification_digest where scope = any ($1) and state in ('QUEUED', 'SENDING')) as unfinished
         from app.notification_delivery d where d.state = 'QUEUED' and d.digest_id is null and d.partner = any ($1)`,
      [tx.scopes],
    )) as MailWork[];
    return rows[0];
  }

  /** People of a home scope who wait for their next mail. */
  async listWaiting(tx: Transaction, scope: string): Promise<string[]> {
    const rows = (await tx.manager.query(
      `select distinct recipient from app.notification_delivery d
        where recipient_scope = $1 and not urgent and ${WAITING}`,
      [scope, tx.scopes],
    )) as { recipient: string }[];
    return rows.map(({ recipient }) => recipient);
  }

  /**
   * Opens the daily mail of everybody who waits and had none that day, with all that waits in it. What another pass
   * opened at the same moment is joined as long as nobody began to send it.
   */
  async openDaily(tx: Transaction, readers: readonly DigestReader[]): Promise<void> {
    await this.open(tx, readers, 'DAILY', 'not d.urgent');
  }

  /** Opens a mail for what cannot wait; deliveries that another pass is taking are left to it. */
  async openImmediate(tx: Transaction, readers: readonly DigestReader[]): Promise<void> {
    await this.open(tx, readers, 'IMMEDIATE', 'd.urgent');
  }

  private async open(
    tx: Transaction,
    readers: readonly DigestReader[],
    sort: 'DAILY' | 'IMMEDIATE',
    which: string,
  ): Promise<void> {
    if (readers.length === 0) return;
    await tx.manager.query(
      `with reader as (
         select * from jsonb_to_recordset($1::jsonb) as r(recipient uuid, scope text, day date, "digestId" uuid) where scope = any ($2)
       ), waiting as (
         select d.id, d.recipient from app.notification_delivery d join reader r on r.recipient = d.recipient
          where ${WAITING} and ${which} for update of d skip locked
       ), opened as (
         insert into app.notification_digest (id, scope, recipient, sort, day)
         select "digestId", scope, recipient, $3, day from reader where recipient in (select recipient from waiting)
         on conflict (scope, recipient, day) where sort = 'DAILY'
           do update set day = excluded.day where app.notification_digest.state = 'QUEUED'
         returning id, recipient
       )
       update app.notification_delivery d set digest_id = o.id
         from opened o join waiting w on w.recipient = o.recipient where d.id = w.id and d.partner = any ($2)`,
      [JSON.stringify(readers), tx.scopes, sort],
    );
  }

  /**
   * Mails that nobody promised to the queue, or whose promise may be lost; they count as promised from now on.
   * Leases count on the database's clock.
   */
  async takeUnpromised(tx: Transaction): Promise<PromisedDigest[]> {
    const [rows] = (await tx.manager.query(
      `update app.notification_digest set promised_at = clock_timestamp(), promises = promises + 1
        where id in (select id from app.notification_digest
                      where scope = any ($1) and state = 'QUEUED'
                        and (promised_at is null or promised_at < clock_timestamp() - interval '${PROMISE_MINUTES} minutes')
                      order by queued_at limit 1000 for update skip locked)
        returning id, scope, promises`,
      [tx.scopes],
    )) as [PromisedDigest[], number];
    return rows;
  }

  /**
   * Closes what nobody can finish: a mail whose sender vanished while speaking to the server may or may not have
   * arrived, so it is never sent again; one that found no server for a day has missed its day.
   */
  async closeAbandoned(tx: Transaction): Promise<number> {
    const rows = (await tx.manager.query(
      `with closed as (
         update app.notification_digest set lease_until = null,
                state = case when state = 'SENDING' then 'UNCERTAIN' else 'BOUNCED' end,
                reason = case when state = 'SENDING' then 'sender-vanished' else 'not-accepted-for-a-day' end
          where scope = any ($1) and (state = 'SENDING' and lease_until < clock_timestamp()
                or state = 'QUEUED' and queued_at < clock_timestamp() - interval '${GIVE_UP_HOURS} hours')
         returning id, state, reason
       ), told as (
         update app.notification_delivery d set state = c.state, reason = c.reason from closed c
          where d.digest_id = c.id and d.state in ('QUEUED', 'SENDING') and d.partner = any ($1)
       )
       select id from closed`,
      [tx.scopes],
    )) as unknown[];
    return rows.length;
  }
}
