import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Clock } from '../time/clock.js';
import { QUEUE_NAMES, type QueueName } from './job-definition.js';
import { inTime } from './patience.js';
import { QUEUE_BACKEND } from './queue.tokens.js';
import type { QueueBackend } from './queue-backend.js';

/** An operator's look must not hang with the store that it is about. */
const LOOK_TIMEOUT_MS = 3_000;
const MAX_SCHEDULERS = 200;
/** Failed entries shown of one queue; the rows of our own jobs are complete, this is only the messenger. */
const MAX_FAILED = 50;
const MAX_REASON_LENGTH = 200;

export interface SchedulerState {
  id: string;
  /** Next tick, or null when none is planned. */
  nextRun: string | null;
}

/** One queue as its store knows it at this moment. */
export interface QueueState {
  name: QueueName;
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  /** How long the oldest waiting entry has been there; null when none waits. */
  oldestWaitingSeconds: number | null;
  workers: number;
  schedulers: SchedulerState[];
}

/** An entry that the queue gave up. Its job may have ended well all the same: the reconciler saw to it. */
export interface FailedEntry {
  queue: QueueName;
  name: string;
  entryId: string;
  /** Id of our job, when the entry was about one. */
  jobId: string | null;
  partner: string | null;
  reason: string;
  attempts: number;
  failedAt: string | null;
}

/** Looks into the queues without taking part in them. */
@Injectable()
export class QueueInspector implements BeforeApplicationShutdown {
  private readonly queues = new Map<QueueName, Queue>();

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly clock: Clock,
  ) {}

  get kind(): QueueBackend['kind'] {
    return this.backend.kind;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled(
      [...this.queues.values()].map((queue) => inTime(queue.close(), LOOK_TIMEOUT_MS)),
    );
  }

  /** Every queue, or null when the store does not answer in time. */
  async look(): Promise<QueueState[] | null> {
    return this.answered(() => Promise.all(QUEUE_NAMES.map((name) => this.stateOf(name))));
  }

  /** What the queues gave up, newest first; null when the store does not answer in time. */
  async failed(): Promise<FailedEntry[] | null> {
    return this.answered(async () =>
      (await Promise.all(QUEUE_NAMES.map((name) => this.failedOf(name))))
        .flat()
        .toSorted((a, b) => (b.failedAt ?? '').localeCompare(a.failedAt ?? '')),
    );
  }

  private async answered<T>(question: () => Promise<T>): Promise<T | null> {
    try {
      await this.backend.ping();
      return await inTime(question(), LOOK_TIMEOUT_MS);
    } catch {
      return null;
    }
  }

  private async stateOf(name: QueueName): Promise<QueueState> {
    const queue = this.queue(name);
    const [counts, [oldest], workers, schedulers] = await Promise.all([
      queue.getJobCounts('waiting', 'active', 'delayed', 'failed', 'prioritized'),
      queue.getJobs(['waiting'], 0, 0, true),
      queue.getWorkersCount(),
      queue.getJobSchedulers(0, MAX_SCHEDULERS - 1, true),
    ]);
    const age = oldest ? Math.max(0, (this.clock.now().getTime() - oldest.timestamp) / 1_000) : null;
    return {
      name,
      waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0),
      active: counts.active ?? 0,
      delayed: counts.delayed ?? 0,
      failed: counts.failed ?? 0,
      oldestWaitingSeconds: age,
      workers,
      schedulers: schedulers.map(({ key, next }) => ({ id: key, nextRun: instantFrom(next) })),
    };
  }

  private async failedOf(name: QueueName): Promise<FailedEntry[]> {
    const entries = await this.queue(name).getFailed(0, MAX_FAILED - 1);
    return entries.map(({ id, data, failedReason, attemptsMade, finishedOn, name: jobName }) => ({
      queue: name,
      name: jobName,
      entryId: id ?? '',
      jobId: textOf(data, 'jobId'),
      partner: textOf(data, 'scope'),
      reason: (failedReason ?? '').slice(0, MAX_REASON_LENGTH),
      attempts: attemptsMade,
      failedAt: instantFrom(finishedOn),
    }));
  }

  private queue(name: QueueName): Queue {
    const known = this.queues.get(name) ?? this.backend.queue(name);
    this.queues.set(name, known);
    return known;
  }
}

function instantFrom(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : new Date(milliseconds).toISOString();
}

function textOf(data: unknown, member: string): string | null {
  const value = (data as Record<string, unknown> | null)?.[member];
  return typeof value === 'string' ? value : null;
}
