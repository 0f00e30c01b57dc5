import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Queue } from 'bullmq';
import { HQ_SCOPE, Log, QUEUE_BACKEND, Ticker, type QueueBackend } from '#platform';
import { HQ_TIME_ZONE } from '../programme-day.js';
import { ROLL_OBLIGATIONS } from './obligation.jobs.js';

/** Early on headquarters' day, when hardly anybody writes. */
const EVERY_NIGHT = '15 1 * * *';
const LOOK_AGAIN_MS = 5 * 60_000;

/** The one scheduler that has obligations rolled ahead each night. */
@Injectable()
export class ObligationsScheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private queue: Queue | undefined;
  private ticker: Ticker | undefined;

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const queue = this.backend.queue(ROLL_OBLIGATIONS.queue);
    this.queue = queue;
    // A queue that is away must not keep the worker from starting; the next look sets what is missing.
    this.ticker = new Ticker(
      LOOK_AGAIN_MS,
      () => this.schedule(queue),
      (error) => this.log.warn('the scheduler of obligations could not be set', { error }),
    );
    this.ticker.startAtOnce();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticker?.stop();
    await this.queue?.close();
  }

  /** Sets the scheduler unless it stands: setting it anew would skip the night that a stopped worker still owes. */
  async schedule(queue: Queue): Promise<void> {
    const { name } = ROLL_OBLIGATIONS;
    const standing = await queue.getJobScheduler(name);
    if (standing?.pattern === EVERY_NIGHT && standing.tz === HQ_TIME_ZONE) return;
    await queue.upsertJobScheduler(
      name,
      { pattern: EVERY_NIGHT, tz: HQ_TIME_ZONE },
      {
        name,
        data: { id: HQ_SCOPE, scope: HQ_SCOPE },
        opts: { removeOnComplete: true, removeOnFail: { count: 100 } },
      },
    );
  }
}
