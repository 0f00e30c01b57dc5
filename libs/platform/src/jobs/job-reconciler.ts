import { Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { everyScopeContext } from '../database/every-scope.js';
import { Transactions, type Transaction } from '../database/transactions.js';
import { Log } from '../observability/log.js';
import { Outbox } from '../outbox/outbox.js';
import type { QueueName } from '../queue/job-definition.js';
import { Ticker } from '../time/ticker.js';
import { JobControlRepository } from './job-control.repository.js';
import { JobsRepository, type AbandonedJob } from './jobs.repository.js';

const INTERVAL_MS = 5_000;
let sweeps = 0;

/**
 * Promises abandoned jobs again: whatever the queue forgot (a wiped Redis, a worker that died, an
 * exhausted retry) is found by its row. This, and not the queue, makes accepted work certain.
 */
@Injectable()
export class JobReconciler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ticker: Ticker;

  constructor(
    private readonly transactions: Transactions,
    private readonly repository: JobsRepository,
    private readonly control: JobControlRepository,
    private readonly outbox: Outbox,
    private readonly log: Log,
  ) {
    this.ticker = new Ticker(
      INTERVAL_MS,
      () => this.reconcileOnce(),
      (error) => log.warn('job reconciler waits for the database', { error }),
    );
  }

  onApplicationBootstrap(): void {
    this.ticker.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticker.stop();
  }

  /**
   * Promises every abandoned job once more; answers how many there were. Jobs that are open for longer
   * than their budget are marked and said aloud once, since nobody watches what does not end.
   */
  async reconcileOnce(): Promise<number> {
    const sweep = `sweep-${process.pid}-${(sweeps += 1)}`;
    const ctx = await everyScopeContext(this.transactions, 'SCHEDULER', 'job-reconciler', sweep);
    return this.transactions.run(ctx, async (tx) => {
      const abandoned = await this.repository.listAbandoned(tx);
      for (const job of abandoned) await this.promiseAgain(tx, job);
      for (const job of await this.control.markOverBudget(tx))
        this.log.error('job exceeds its budget', { ...job });
      return abandoned.length;
    });
  }

  private async promiseAgain(tx: Transaction, job: AbandonedJob): Promise<void> {
    const definition = { queue: job.queue as QueueName, name: job.jobName, permission: '' };
    const attempt = `${job.jobName}-${job.id}-${job.epoch + 1}`;
    // A retry under the same id would be dropped while the queue still remembers the earlier one.
    const jobId = `${attempt}-${tx.requestId}`;
    this.outbox.add(tx, definition, jobId, { id: job.subjectId, jobId: job.id, scope: job.partner });
  }
}
