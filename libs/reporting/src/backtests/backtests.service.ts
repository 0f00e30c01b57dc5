import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  RuleBacktests,
  RuleRecords,
  ruleOf,
  RuleVersionsService,
  type Backtest,
  type RuleVersion,
} from '#indicators';
import {
  HQ_SCOPE,
  JobsService,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { BACKTEST_RULE } from './backtest.jobs.js';
import { BacktestTally, lastMonths } from './backtest-result.js';
import { ExamineReports } from './examine-reports.js';

/** Reports that a request waits for; more of them are a job's work. */
export const MAX_REPORTS_AT_ONCE = 100;
/** The newest so many reports are asked; twelve months of 600 units are 7,200. */
export const MAX_REPORTS = 20_000;

/** Where back-tests are kept, as one dependency. */
@Injectable()
export class BacktestRecords {
  constructor(
    readonly versions: RuleVersionsService,
    readonly backtests: RuleBacktests,
    readonly rules: RuleRecords,
    readonly jobs: JobsService,
  ) {}
}

/** Says what a version of a rule would have found in the reports that were accepted in the last twelve months. */
@Injectable()
export class BacktestsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly examination: ExamineReports,
    private readonly records: BacktestRecords,
  ) {}

  /** Begins a back-test, and ends it at once when the reports are few. @throws NotFoundError for an unknown version. */
  async run(ctx: OperationContext, code: string, version: number): Promise<Backtest> {
    const found = await this.records.versions.get(ctx, code, version);
    return this.transactions.run(ctx, (tx) => this.begin(tx, found));
  }

  /** The newest back-test of a version. @throws NotFoundError when there was none. */
  async newest(ctx: OperationContext, code: string, version: number): Promise<Backtest> {
    const found = await this.transactions.read(ctx, (tx) => this.records.backtests.newest(tx, code, version));
    if (!found) throw new NotFoundError('back-test');
    return found;
  }

  private async begin(tx: Transaction, found: RuleVersion): Promise<Backtest> {
    const { backtests, rules } = this.records;
    rules.assertHeadquarters(tx);
    const at = rules.clock.instant();
    const [id, periods] = [uuid(), lastMonths(at)];
    await backtests.insert(tx, found, { id, periods, at });
    const bound = MAX_REPORTS_AT_ONCE + 1;
    const reports = await this.examination.reports.list(tx, ruleOf(found), periods, bound);
    if (reports.length < bound) {
      const tally = new BacktestTally();
      await this.examination.examine(tx, ruleOf(found), reports, tally);
      await backtests.finish(tx, id, tally.result, at);
    } else await this.order(tx, id);
    const after = { backtest: id, draftRev: found.draftRev };
    await rules.record(tx, 'rule.backtest', found, { after });
    return (await backtests.find(tx, id)) as Backtest;
  }

  private async order(tx: Transaction, id: string): Promise<void> {
    const order = { partner: HQ_SCOPE, type: 'BACKTEST', subjectId: id, unit: 'reports' };
    await this.records.backtests.setJob(tx, id, await this.records.jobs.order(tx, BACKTEST_RULE, order));
  }
}
