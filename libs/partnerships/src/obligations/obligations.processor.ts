import { Injectable, type OnModuleInit } from '@nestjs/common';
import { everyScopeContext, JobWorkers, Transactions } from '#platform';
import { ObligationCalendar } from './obligation-calendar.js';
import { ROLL_OBLIGATIONS } from './obligation.jobs.js';

@Injectable()
export class ObligationsProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
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
  }
}
