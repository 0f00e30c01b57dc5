import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../observability/log.js';
import { ClockSkew } from '../database/clock-skew.js';
import { Ticker } from '../time/ticker.js';
import { JobWorkers } from './job-workers.js';

const INTERVAL_MS = 30_000;

/**
 * Takes no jobs while this machine's clock is off: on PostgreSQL BullMQ judges stalled jobs by the
 * worker's clock, and a worker five minutes ahead would run a healthy neighbour's job again.
 */
@Injectable()
export class SkewGuard implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ticker: Ticker;

  constructor(
    private readonly skew: ClockSkew,
    private readonly workers: JobWorkers,
    private readonly log: Log,
  ) {
    this.ticker = new Ticker(
      INTERVAL_MS,
      () => this.look(),
      (error) => this.log.warn('clock not compared', { error }),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
    this.ticker.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticker.stop();
  }

  /** Pauses or resumes this process's workers by what the clock shows now. */
  async look(): Promise<void> {
    const isOff = await this.skew.assertSmall().then(
      () => false,
      (error: unknown) => {
        this.log.error('no jobs are taken', { error });
        return true;
      },
    );
    if (isOff) await this.workers.pause();
    else this.workers.resume();
  }
}
