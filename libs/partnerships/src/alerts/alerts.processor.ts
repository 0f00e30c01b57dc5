import { Injectable, type OnModuleInit } from '@nestjs/common';
import { everyScopeContext, HQ_SCOPE, JobWorkers, Schedules, Transactions, type Schedule } from '#platform';
import { HQ_TIME_ZONE } from '../programme-day.js';
import { AlertAgreements } from './alert-agreements.js';
import { ALERT_AGREEMENTS } from './alert.jobs.js';

/** Before offices open, and after the night has rolled obligations ahead. */
const EVERY_MORNING: Schedule = {
  id: ALERT_AGREEMENTS.name,
  definition: ALERT_AGREEMENTS,
  scope: HQ_SCOPE,
  pattern: '0 6 * * *',
  tz: HQ_TIME_ZONE,
};

@Injectable()
export class AlertsProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
    private readonly schedules: Schedules,
    private readonly transactions: Transactions,
    private readonly alerts: AlertAgreements,
  ) {}

  onModuleInit(): void {
    this.workers.register(ALERT_AGREEMENTS, async () => {
      const ctx = await everyScopeContext(
        this.transactions,
        'SCHEDULER',
        'agreements',
        ALERT_AGREEMENTS.name,
      );
      await this.alerts.run(ctx);
    });
    this.schedules.keep(async () => [EVERY_MORNING]);
  }
}
