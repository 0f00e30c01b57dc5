import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { everyScopeContext } from '../database/every-scope.js';
import { Transactions } from '../database/transactions.js';
import { Log } from '../observability/log.js';
import { Ticker } from '../time/ticker.js';

const INTERVAL_MS = 600_000;
/** Small enough to hold no lock for long; the next turn takes the rest. */
const BATCH = 5_000;

/** Removes rows that have done their duty: promises kept yesterday, answers kept for their seven days. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ticker: Ticker;

  constructor(
    private readonly transactions: Transactions,
    private readonly log: Log,
  ) {
    this.ticker = new Ticker(
      INTERVAL_MS,
      () => this.sweep(),
      (error) => this.log.warn('housekeeping waits', { error }),
    );
  }

  onApplicationBootstrap(): void {
    this.ticker.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticker.stop();
  }

  /** Removes one batch of each sort; answers how many rows went. */
  async sweep(): Promise<number> {
    const ctx = await everyScopeContext(this.transactions, 'SCHEDULER', 'housekeeping');
    return this.transactions.run(ctx, async (tx) => {
      const [, promises] = (await tx.manager.query(
        `delete from app.outbox where id in (select id from app.outbox where sent_at < clock_timestamp() - interval '1 day' limit ${BATCH})`,
      )) as [unknown[], number];
      const [, answers] = (await tx.manager.query(
        `delete from app.idempotency_record where ctid in (select ctid from app.idempotency_record
          where created_at < clock_timestamp() - interval '7 days' limit ${BATCH})`,
      )) as [unknown[], number];
      return promises + answers;
    });
  }
}
