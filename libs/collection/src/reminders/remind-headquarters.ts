import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { NoticesService } from '#notifications';
import { everyScopeContext, HQ_SCOPE, Transactions } from '#platform';
import { localMoment } from './office-hours.js';
import { headquarters } from './reminder-people.js';
import { ReminderReference } from './reminder-reference.js';

/**
 * Opens the daily mails of headquarters' people, after the partners' rounds of the hour: whoever answers for thirty
 * partners gets one mail about all of them.
 */
@Injectable()
export class RemindHeadquarters {
  constructor(
    private readonly transactions: Transactions,
    private readonly notices: NoticesService,
    private readonly reference: ReminderReference,
  ) {}

  /** Answers how many mails were promised. */
  async run(): Promise<number> {
    const ctx = await everyScopeContext(this.transactions, 'SCHEDULER', 'collection', 'remind-headquarters');
    const { calendars, clock, policy } = this.reference;
    return this.transactions.run(ctx, async (tx) => {
      const place = headquarters(await calendars.book(tx));
      const moment = localMoment(place, policy.officeHours, clock.instant());
      const waiting = moment.isOfficeOpen ? await this.notices.listWaiting(tx, HQ_SCOPE) : [];
      const readers = waiting.map((recipient) => ({
        recipient,
        scope: HQ_SCOPE,
        day: moment.date,
        digestId: uuid(),
      }));
      await this.notices.mailDaily(tx, readers);
      return this.notices.promiseMails(tx);
    });
  }
}
