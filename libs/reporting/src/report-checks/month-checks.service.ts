import { Injectable } from '@nestjs/common';
import { ForbiddenError, JobsService, NotFoundError, Transactions, type OperationContext } from '#platform';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { CheckedReportsReadModel } from './checked-reports.read-model.js';
import { CHECK_MONTH } from './report-checks.jobs.js';

/** Orders that the rules are run over a whole month of a partner. */
@Injectable()
export class MonthChecksService {
  constructor(
    private readonly transactions: Transactions,
    private readonly reports: CheckedReportsReadModel,
    private readonly jobs: JobsService,
    private readonly records: SubmissionRecords,
  ) {}

  /**
   * Answers the id of the job. Only reports that changed since the rules last saw them are looked at.
   *
   * @param month aligned month 'YYYY-MM'
   * @throws NotFoundError for a partner out of scope and a month without reports, ForbiddenError for who sees only one
   *   unit of the partner.
   */
  async order(ctx: OperationContext, partner: string, month: string): Promise<string> {
    if (!ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    if (ctx.units !== null)
      throw new ForbiddenError('A month is checked as a whole, for who sees all units of the partner.');
    return this.transactions.run(ctx, async (tx) => {
      const subjectId = await this.reports.findAny(tx, partner, month);
      if (subjectId === null) throw new NotFoundError('month');
      const resultLinks = [`/api/v1/report-slots?partner=${partner}&period=${month}`];
      const order = { partner, type: 'MONTH_CHECK', subjectId, unit: 'reports', resultLinks };
      const job = await this.jobs.order(tx, CHECK_MONTH, order);
      this.records.audit.record(tx, {
        partner,
        action: 'month-check.order',
        entity: 'job',
        entityId: job,
        after: { month },
      });
      return job;
    });
  }
}
