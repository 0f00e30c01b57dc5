import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HQ_SCOPE, programContext, Schedules, Transactions, type Schedule } from '#platform';
import { CalendarReference } from '#reporting';
import { RECONCILE_PARTNER, REMIND_HEADQUARTERS } from './round.jobs.js';

const EVERY_HOUR = '0 * * * *';
/** After the rounds of the partners, whatever part of an hour their zones differ by. */
const AFTER_THE_ROUNDS = '10,40 * * * *';

/** One schedule per partner, ticking hourly on the partner's own clock, and one for headquarters. */
@Injectable()
export class PartnerSchedules implements OnModuleInit {
  constructor(
    private readonly schedules: Schedules,
    private readonly transactions: Transactions,
    private readonly calendars: CalendarReference,
  ) {}

  onModuleInit(): void {
    this.schedules.keep(() => this.list());
  }

  private async list(): Promise<Schedule[]> {
    // Which country follows which calendar is no partner's data, so headquarters' own scope suffices.
    const ctx = programContext('SCHEDULER', 'collection', [HQ_SCOPE], 'partner-schedules');
    const book = await this.transactions.read(ctx, (tx) => this.calendars.book(tx));
    const hourly = book.currentAssignments().map(({ partner, zone }): Schedule => {
      const id = `reconcile-${partner}`;
      return { id, definition: RECONCILE_PARTNER, scope: partner, pattern: EVERY_HOUR, tz: zone };
    });
    const definition = REMIND_HEADQUARTERS;
    const own = { id: definition.name, definition, scope: HQ_SCOPE, pattern: AFTER_THE_ROUNDS, tz: 'UTC' };
    return [...hourly, own];
  }
}
