import { Injectable, type OnModuleInit } from '@nestjs/common';
import { everyScopeContext, HQ_SCOPE, JobWorkers, Schedules, Transactions, type Schedule } from '#platform';
import { HQ_TIME_ZONE } from '../programme-day.js';
import { ObligationCalendar } from './obligation-calendar.js';
import { ROLL_OBLIGATIONS } from './obligation.jobs.js';

/** Early on headquarters' day, when hardly anybody writes. */
const EVERY_NIGHT: Schedule = {
  id: ROLL_OBLIGATIONS.name,
  definition: ROLL_OBLIGATIONS,
  scope: HQ_SCOPE,
  pattern: '15 1 * * *',
  tz: HQ_TIME_ZONE,
};

/** Has obligations rolled ahead each night. */
@Injectable()
export class ObligationsProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
    private readonly schedules: Schedules,
    private readonly transactions: Transactions,
    private readonly calendar: ObligationCalendar,
  ) {}

  onModuleInit(): void {
    this.workers.register(ROLL_OBLIGATIONS, async () => {
      const ctx = await everyScopeContext(
        this.transactions,
        'SCHEDULER',
        'partnerships',
        ROLL_OBLIGATIONS.name,
      );
      await this.calendar.rollAhead(ctx);
    });
    this.schedules.keep(async () => [EVERY_NIGHT]);
  }
}
