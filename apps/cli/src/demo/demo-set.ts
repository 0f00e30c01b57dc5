import { Injectable } from '@nestjs/common';
import {
  allScopes,
  HQ_SCOPE,
  programContext,
  Transactions,
  type OperationContext,
  type SettableClock,
} from '#platform';
import { DemoAccounts } from './demo-accounts.js';
import { DemoAssignments } from './demo-assignments.js';
import { DemoHistory, type Progress } from './demo-history.js';

/** The whole demo set: accounts, assignments, 24 invented months. */
@Injectable()
export class DemoSet {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: DemoAccounts,
    private readonly assignments: DemoAssignments,
    private readonly history: DemoHistory,
  ) {}

  /** Whether the demo set was loaded before. */
  async isLoaded(): Promise<boolean> {
    const ctx = await this.context();
    return this.transactions.read(ctx, async (tx) => {
      const rows = (await tx.manager.query(
        'select 1 from app.user_account where demo and scope = any ($1) limit 1',
        [tx.scopes],
      )) as unknown[];
      return rows.length > 0;
    });
  }

  /** Loads the set on a clock that the replay moves through the past. */
  async load(clock: SettableClock, progress: Progress): Promise<void> {
    const ctx = await this.context();
    await this.assignments.load(ctx);
    await this.accounts.load(ctx);
    await this.history.load(clock, ctx, progress);
  }

  private async context(): Promise<OperationContext> {
    const hq = programContext('OPERATOR', 'demo', [HQ_SCOPE], 'demo-load');
    const scopes = await this.transactions.run(hq, allScopes);
    return { ...hq, scopes };
  }
}
