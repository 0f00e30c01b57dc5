import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { NO_PREFERENCE, type NotificationPreference } from './preference.js';
import type { LinkHolder } from './preference-links.js';

@Injectable()
export class PreferencesRepository {
  async find(tx: Transaction, recipient: string): Promise<NotificationPreference> {
    const rows = (await tx.manager.query(
      `select snoozed_until as "snoozedUntil", unsubscribed_at is not null as unsubscribed, rev
         from app.notification_preference where recipient = $1 and scope = any ($2)`,
      [recipient, tx.scopes],
    )) as (Omit<NotificationPreference, 'snoozedUntil'> & { snoozedUntil: Date | null })[];
    const [row] = rows;
    return row ? { ...row, snoozedUntil: row.snoozedUntil?.toISOString() ?? null } : NO_PREFERENCE;
  }

  async save(
    tx: Transaction,
    { recipient, scope }: LinkHolder,
    wish: { snoozedUntil: string | null; unsubscribed: boolean },
    at: string,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.notification_preference (recipient, scope, snoozed_until, unsubscribed_at)
       select $1, $2, $3, case when $4 then $5::timestamptz end where $2 = any ($6::text[])
       on conflict (recipient) do update set snoozed_until = excluded.snoozed_until, rev = notification_preference.rev + 1,
         unsubscribed_at = case when $4 then coalesce(notification_preference.unsubscribed_at, $5) end`,
      [recipient, scope, wish.snoozedUntil, wish.unsubscribed, at, tx.scopes],
    );
  }
}
