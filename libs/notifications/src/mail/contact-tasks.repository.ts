import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';

/** What headquarters should do about people whom no mail reaches. */
@Injectable()
export class ContactTasksRepository {
  /** Opens the task when the last two mails that a server decided on both bounced. */
  async openAfterTwoBounces(
    tx: Transaction,
    task: { id: string; scope: string; recipient: string; at: string },
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.contact_task (id, scope, recipient, reason, opened_at)
       select $1, $2, $3, 'contact-unreachable', $4
         where $2 = any ($5::text[]) and (
           select count(*) filter (where state = 'BOUNCED') from (
             select state from app.notification_digest
              where recipient = $3 and scope = any ($5) and state in ('SENT', 'DELIVERED', 'BOUNCED')
                and reason is distinct from 'not-accepted-for-a-day'
              order by queued_at desc, id desc limit 2) newest) = 2
       on conflict (scope, recipient, reason) where closed_at is null do nothing`,
      [task.id, task.scope, task.recipient, task.at, tx.scopes],
    );
  }

  /** A mail that was accepted shows that the address works again. */
  async close(tx: Transaction, recipient: string, at: string): Promise<void> {
    await tx.manager.query(
      'update app.contact_task set closed_at = $2 where recipient = $1 and closed_at is null and scope = any ($3)',
      [recipient, at, tx.scopes],
    );
  }
}
