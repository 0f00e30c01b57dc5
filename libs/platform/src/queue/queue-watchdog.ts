import {
  Inject,
  Injectable,
  Optional,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { everyScopeContext } from '../database/every-scope.js';
import { Transactions } from '../database/transactions.js';
import { JobsRepository } from '../jobs/jobs.repository.js';
import { Log } from '../observability/log.js';
import { Ticker } from '../time/ticker.js';
import { JobWorkers } from './job-workers.js';

const INTERVAL_MS = 10_000;

/** What to do when fresh workers do not help either: end, so that a supervisor starts a new process. */
export const GIVE_UP = Symbol('give up');
export type GiveUp = () => void;

/**
 * Notices workers that live but take nothing, which both backends can do without an error (a
 * connection whose other end is gone). New workers first; the second time in a row the process ends.
 */
@Injectable()
export class QueueWatchdog implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ticker: Ticker;
  private barks = 0;

  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: JobsRepository,
    private readonly workers: JobWorkers,
    private readonly log: Log,
    @Optional() @Inject(GIVE_UP) private readonly giveUp: GiveUp = () => process.exit(1),
  ) {
    this.ticker = new Ticker(
      INTERVAL_MS,
      () => this.look(),
      (error) => this.log.warn('watchdog could not look', { error }),
    );
  }

  onApplicationBootstrap(): void {
    this.ticker.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticker.stop();
  }

  /** Looks once; answers what it did. */
  async look(): Promise<'QUIET' | 'RESTARTED' | 'GAVE_UP'> {
    if (!this.workers.isIdle() || !(await this.isJobIgnored())) {
      this.barks = 0;
      return 'QUIET';
    }
    this.barks += 1;
    this.log.error('jobs wait in the queue and no worker takes them', { times: this.barks });
    if (this.barks > 1) {
      this.giveUp();
      return 'GAVE_UP';
    }
    await this.workers.restart();
    return 'RESTARTED';
  }

  private async isJobIgnored(): Promise<boolean> {
    const ctx = await everyScopeContext(this.transactions, 'SCHEDULER', 'queue-watchdog');
    return this.transactions.read(ctx, (tx) => this.jobs.isAnyIgnored(tx));
  }
}
