import { Injectable } from '@nestjs/common';
import { shiftAlignedMonth } from '#calendars';
import { RuleBook } from '#indicators';
import { programContext, Transactions, type OperationContext, type Transaction } from '#platform';
import { ReviewNews } from '../review-news/review-news.js';
import type { ValidationRun } from '../validation-runs/validation-run.js';
import { ValidationRuns } from '../validation-runs/validation-runs.js';
import { CheckSources } from './check-sources.js';

/** As far back as a back-test looks: what was accepted earlier is not questioned night after night. */
const MONTHS_BACK = 12;
const MONTH_LENGTH = 7;

/**
 * Runs the rules whose stage is NIGHTLY over a partner's reports. What is there decides: a report that is as it was when
 * the rules last saw it leaves nothing behind, so a round can be repeated, and killed half-way it is finished by the next.
 */
@Injectable()
export class CheckReports {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: RuleBook,
    private readonly sources: CheckSources,
    private readonly runs: ValidationRuns,
    private readonly news: ReviewNews,
  ) {}

  /** Checks the reports of a partner; answers how many were not as they had been. */
  async run(partner: string): Promise<number> {
    const ctx = programContext('SCHEDULER', 'report-checks', [partner], `nightly-${partner}`);
    const month = this.sources.records.clock.instant().slice(0, MONTH_LENGTH);
    const reports = await this.transactions.read(ctx, async (tx) => {
      const rules = await this.rules.inForce(tx);
      if (!rules.some(({ stages }) => stages?.includes('NIGHTLY'))) return [];
      return this.sources.reports.listHandedIn(tx, partner, shiftAlignedMonth(month, -MONTHS_BACK));
    });
    let changed = 0;
    for (const id of reports) changed += (await this.check(ctx, id)) ? 1 : 0;
    return changed;
  }

  private check(ctx: OperationContext, submissionId: string): Promise<boolean> {
    return this.transactions.run(ctx, async (tx) => {
      const revision = await this.sources.look(tx, submissionId, 'NIGHTLY');
      const run = await this.runs.recordChanged(tx, revision, 'NIGHTLY');
      if (run) await this.leaveRecords(tx, run);
      return run !== null;
    });
  }

  private async leaveRecords(tx: Transaction, run: ValidationRun): Promise<void> {
    const { id, slotId, partner, submissionId, snapshotHash, findings, exempted, announced } = run;
    this.sources.records.audit.record(tx, {
      partner,
      action: 'submission.validate',
      entity: 'submission',
      entityId: submissionId,
      after: { run: id, snapshotHash, findings: findings.length, exempted: exempted.length },
    });
    if (announced.length === 0) return;
    await this.news.promise(
      tx,
      { slotId, partner },
      { kind: 'FINDING', event: `finding:${id}`, to: 'COORDINATORS' },
    );
  }
}
