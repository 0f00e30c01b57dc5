import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Log } from '../observability/log.js';
import { Ticker } from '../time/ticker.js';
import type { JobDefinition, QueueName } from './job-definition.js';
import type { QueueBackend } from './queue-backend.js';
import { QUEUE_BACKEND } from './queue.tokens.js';

/** What is new or has changed is in force from its next tick that is at least this far away. */
const LOOK_AGAIN_MS = 5 * 60_000;

/** A job that comes again and again. */
export interface Schedule {
  /** Unique in its queue; setting the same id anew replaces what stood. */
  id: string;
  definition: JobDefinition;
  scope: string;
  /** Five fields of cron, read on the clock of `tz`. */
  pattern: string;
  /** IANA time zone. */
  tz: string;
}

/** Keeps the schedules that features name standing in the queue, whoever started first and whatever was away. */
@Injectable()
export class Schedules implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly lists: Array<() => Promise<readonly Schedule[]>> = [];
  private readonly queues = new Map<QueueName, Queue>();
  private readonly ticker: Ticker;

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly log: Log,
  ) {
    // A queue that is away must not keep the worker from starting; the next look sets what is missing.
    this.ticker = new Ticker(
      LOOK_AGAIN_MS,
      () => this.look(),
      (error) => this.log.warn('schedules could not be set', { error }),
    );
  }

  /** Has a feature's schedules kept; they are listed anew at each look. Called from module initialisation. */
  keep(list: () => Promise<readonly Schedule[]>): void {
    this.lists.push(list);
  }

  onApplicationBootstrap(): void {
    this.ticker.startAtOnce();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticker.stop();
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
  }

  /** Sets what is new or has changed. One feature whose list cannot be had keeps no other's from being set. */
  async look(): Promise<void> {
    const looks = await Promise.allSettled(this.lists.map(async (list) => this.setAll(await list())));
    const failed = looks.find((look) => look.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private async setAll(schedules: readonly Schedule[]): Promise<void> {
    for (const schedule of schedules) await this.set(this.queue(schedule.definition.queue), schedule);
  }

  /** Leaves what stands as it is: setting it anew would skip the tick that a stopped worker still owes. */
  private async set(queue: Queue, { id, definition, scope, pattern, tz }: Schedule): Promise<void> {
    const standing = await queue.getJobScheduler(id);
    if (standing?.pattern === pattern && standing.tz === tz) return;

    const opts = { removeOnComplete: true, removeOnFail: { count: 100 } };
    await queue.upsertJobScheduler(
      id,
      { pattern, tz },
      { name: definition.name, data: { id: scope, scope }, opts },
    );
  }

  private queue(name: QueueName): Queue {
    const known = this.queues.get(name) ?? this.backend.queue(name);
    this.queues.set(name, known);
    return known;
  }
}
