import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HQ_SCOPE, JobWorkers, programContext, Schedules, Transactions, type Schedule } from '#platform';
import { CalendarReference } from '../calendars/calendar-reference.js';
import { CheckReports } from './check-reports.js';
import { CHECK_REPORTS } from './report-checks.jobs.js';

/** On the partner's own clock, when hardly anybody writes. */
const EVERY_NIGHT = '30 2 * * *';

/** Has the reports of each partner checked each night. */
@Injectable()
export class ReportChecksProcessor implements OnModuleInit {
  constructor(
    private readonly workers: JobWorkers,
    private readonly schedules: Schedules,
    private readonly transactions: Transactions,
    private readonly calendars: CalendarReference,
    private readonly reports: CheckReports,
  ) {}

  onModuleInit(): void {
    this.workers.register(CHECK_REPORTS, async ({ scope }) => void (await this.reports.run(scope)));
    this.schedules.keep(() => this.list());
  }

  private async list(): Promise<Schedule[]> {
    // Which country lives in which time zone is no partner's data, so headquarters' own scope suffices.
    const ctx = programContext('SCHEDULER', 'report-checks', [HQ_SCOPE], CHECK_REPORTS.name);
    const book = await this.transactions.read(ctx, (tx) => this.calendars.book(tx));
    return book.currentAssignments().map(({ partner, zone }) => ({
      id: `${CHECK_REPORTS.name}-${partner}`,
      definition: CHECK_REPORTS,
      scope: partner,
      pattern: EVERY_NIGHT,
      tz: zone,
    }));
  }
}
