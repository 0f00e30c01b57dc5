import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobWorkers } from '#platform';
import { CheckMonth } from './check-month.js';
import { CHECK_MONTH } from './report-checks.jobs.js';

@Injectable()
export class MonthChecksProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
    private readonly months: CheckMonth,
  ) {}

  onModuleInit(): void {
    this.workers.register(CHECK_MONTH, (payload) => this.months.run(payload));
  }
}
