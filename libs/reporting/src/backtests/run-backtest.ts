import { Injectable } from '@nestjs/common';
import { ruleOf, type Backtest, type ValidationRule } from '#indicators';
import {
  everyScopeContext,
  HQ_SCOPE,
  JobRun,
  NotFoundError,
  programContext,
  Transactions,
  type JobHandle,
  type JobOutcome,
  type JobPayload,
  type OperationContext,
} from '#platform';
import { BacktestTally } from './backtest-result.js';
import { BacktestRecords, MAX_REPORTS } from './backtests.service.js';
import { ExamineReports } from './examine-reports.js';

const REPORTS_IN_A_CHUNK = 100;
const PROGRAM = 'backtests';

/** Does the back-test that was ordered. Killed half-way it begins again; run twice, the first result stays. */
@Injectable()
export class RunBacktest {
  constructor(
    private readonly transactions: Transactions,
    private readonly examination: ExamineReports,
    private readonly records: BacktestRecords,
    private readonly jobRun: JobRun,
  ) {}

  async run(payload: JobPayload): Promise<void> {
    const ctx = programContext('SCHEDULER', PROGRAM, [HQ_SCOPE], `backtest-${payload.id}`);
    const backtest = await this.transactions.read(ctx, (tx) => this.records.backtests.find(tx, payload.id));
    if (!backtest) throw new NotFoundError('back-test');
    await this.jobRun.run(ctx, String(payload.jobId), (handle) => this.work(ctx, backtest, handle));
  }

  private async work(ctx: OperationContext, backtest: Backtest, handle: JobHandle): Promise<JobOutcome> {
    const { id, code, version, finishedAt, periods } = backtest;
    const resultLinks = [`/api/v1/validation-rules/${code}/versions/${version}/backtest`];
    if (finishedAt !== null) return { state: 'SUCCEEDED', resultLinks };
    const rule = ruleOf(await this.records.versions.get(ctx, code, version));
    const everywhere = await everyScopeContext(this.transactions, 'SCHEDULER', PROGRAM, ctx.requestId);
    const { tally, total } = await this.examineAll(everywhere, rule, periods, handle);
    const at = this.records.rules.clock.instant();
    await handle.chunk(total, total, (tx) => this.records.backtests.finish(tx, id, tally.result, at));
    return { state: 'SUCCEEDED', resultLinks };
  }

  private async examineAll(
    ctx: OperationContext,
    rule: ValidationRule,
    periods: readonly string[],
    handle: JobHandle,
  ): Promise<{ tally: BacktestTally; total: number }> {
    const tally = new BacktestTally();
    const reports = await this.transactions.read(ctx, (tx) =>
      this.examination.reports.list(tx, rule, periods, MAX_REPORTS),
    );
    for (let done = 0; done < reports.length; done += REPORTS_IN_A_CHUNK) {
      const some = reports.slice(done, done + REPORTS_IN_A_CHUNK);
      await this.transactions.read(ctx, (tx) => this.examination.examine(tx, rule, some, tally));
      await handle.chunk(done + some.length, reports.length, async () => undefined);
    }
    return { tally, total: reports.length };
  }
}
