import { Injectable } from '@nestjs/common';
import { everyScopeContext, Transactions, type OperationContext, type SettableClock } from '#platform';
import { DemoAccounts } from './demo-accounts.js';
import { DemoAssignments } from './demo-assignments.js';
import { DemoHistory, type Progress } from './demo-history.js';
import { DEMO_MONTH } from './demo-samples.js';

export type DemoState = 'ABSENT' | 'PARTIAL' | 'COMPLETE';

/** The whole demo set: accounts, assignments, 24 invented months. */
@Injectable()
export class DemoSet {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: DemoAccounts,
    private readonly assignments: DemoAssignments,
    private readonly history: DemoHistory,
  ) {}

  /**
   * Whether the demo set is there. PARTIAL after a first start that was cut off: some report up to the
   * demo month was never accepted.
   */
  async state(): Promise<DemoState> {
    const ctx = await this.context();
    const [row] = await this.transactions.read(
      ctx,
      (tx) =>
        tx.manager.query(
          `select exists (select 1 from app.assignment where synthetic and partner = any ($1)) as begun,
                  exists (select 1 from app.report_slot s where s.synthetic and s.partner = any ($1) and s.aligned_to <= $2
                     and not exists (select 1 from app.submission b where b.partner = s.partner and b.slot_id = s.id and b.state = 'ACCEPTED')) as open`,
          [ctx.scopes, DEMO_MONTH],
        ) as Promise<Array<{ begun: boolean; open: boolean }>>,
    );
    if (!row.begun) return 'ABSENT';
    return row.open ? 'PARTIAL' : 'COMPLETE';
  }

  /** Loads the set on a clock that the replay moves through the past. */
  async load(clock: SettableClock, progress: Progress): Promise<void> {
    const ctx = await this.context();
    await this.assignments.load(ctx);
    await this.accounts.load(ctx);
    await this.history.load(clock, ctx, progress);
  }

  private context(): Promise<OperationContext> {
    return everyScopeContext(this.transactions, 'OPERATOR', 'demo', 'demo-load');
  }
}
