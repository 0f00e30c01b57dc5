import { Injectable } from '@nestjs/common';
import { RuleBook } from '#indicators';
import {
  JobRun,
  NotFoundError,
  programContext,
  Transactions,
  type JobHandle,
  type JobOutcome,
  type JobPayload,
  type OperationContext,
  type Transaction,
} from '#platform';
import { ValidationRuns } from '../validation-runs/validation-runs.js';
import { CheckSources } from './check-sources.js';

/** So many reports are locked together: few enough to keep nobody waiting, enough to make a commit worth it. */
const REPORTS_IN_A_CHUNK = 20;

/**
 * Runs the rules over a partner's month. What is there decides which reports have to be looked at, so killed half-way it
 * goes on with those that are left, and run twice it finds none.
 */
@Injectable()
export class CheckMonth {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: RuleBook,
    private readonly sources: CheckSources,
    private readonly runs: ValidationRuns,
    private readonly jobRun: JobRun,
  ) {}

  /** @param payload its id is a report of the month */
  async run({ id, scope: partner, jobId }: JobPayload): Promise<void> {
    const ctx = programContext('SCHEDULER', 'report-checks', [partner], `check-month-${id}`);
    const month = await this.transactions.read(ctx, (tx) => this.sources.reports.monthOf(tx, id));
    if (month === null) throw new NotFoundError('month');
    await this.jobRun.run(ctx, String(jobId), (handle) => this.work(ctx, { partner, month }, handle));
  }

  private async work(
    ctx: OperationContext,
    where: { partner: string; month: string },
    handle: JobHandle,
  ): Promise<JobOutcome> {
    const changed = await this.transactions.read(ctx, async (tx) => {
      const rules = (await this.rules.inForce(tx)).map(({ code, version }) => `${code}@${version}`);
      return this.sources.reports.listChanged(tx, { ...where, rules });
    });
    for (let done = 0; done < changed.length; done += REPORTS_IN_A_CHUNK) {
      const some = changed.slice(done, done + REPORTS_IN_A_CHUNK);
      await handle.chunk(done + some.length, changed.length, (tx) => this.check(tx, some));
    }
    if (changed.length === 0) await handle.chunk(0, 0, async () => undefined);
    return { state: 'SUCCEEDED' };
  }

  private async check(tx: Transaction, submissionIds: readonly string[]): Promise<void> {
    for (const id of submissionIds) {
      const revision = await this.sources.look(tx, id, null);
      const { snapshotHash, findings, exempted, ...run } = await this.runs.record(tx, revision, 'REQUEST');
      this.sources.records.audit.record(tx, {
        partner: run.partner,
        action: 'submission.validate',
        entity: 'submission',
        entityId: id,
        after: { run: run.id, snapshotHash, findings: findings.length, exempted: exempted.length },
      });
    }
  }
}
