import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../observability/log.js';
import { ClockSkew } from '../database/clock-skew.js';
import { BusinessError } from '../errors/business-error.js';
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
    await this.look().catch((error: unknown) => this.log.warn('clock not compared', { error }));
    this.ticker.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticker.stop();
  }

  /**
   * Pauses or resumes this process's workers by what the clock shows now. A database that does not
   * answer says nothing about clocks: pausing for it would keep the workers idle after its return.
   */
  async look(): Promise<void> {
    try {
      await this.skew.assertSmall();
    } catch (error) {
      if (!isSkewed(error)) throw error;
      this.log.error('no jobs are taken', { error });
      await this.workers.pause();
      return;
    }
    this.workers.resume();
  }
}

function isSkewed(error: unknown): boolean {
  return error instanceof BusinessError && error.code === 'clock-skew';
}
