import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import type { Queue } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import { everyScopeContext } from '../database/every-scope.js';
import { Transactions, type Transaction } from '../database/transactions.js';
import { Log } from '../observability/log.js';
import type { QueueName } from '../queue/job-definition.js';
import { JobWorkers } from '../queue/job-workers.js';
import { inTime } from '../queue/patience.js';
import type { QueueBackend } from '../queue/queue-backend.js';
import { QUEUE_BACKEND } from '../queue/queue.tokens.js';
import { messagesOf, type Message, type OutboxRow } from './messages.js';
import { Outbox } from './outbox.js';

const IDLE_MS = 100;
/** After a promise of this very process, which is then most likely about to commit. */
const EXPECTING_MS = 5;
const EXPECTING_FOR_MS = 500;
const AFTER_FAILURE_MS = 1_000;
const BATCH = 500;
const ENQUEUE_TIMEOUT_MS = 5_000;
const CLOSE_TIMEOUT_MS = 2_000;
const ONE_DAY_SECONDS = 86_400;
const NINETY_DAYS_SECONDS = 90 * ONE_DAY_SECONDS;

const MESSAGE_OPTIONS = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
  removeOnComplete: { age: ONE_DAY_SECONDS, count: 1_000 },
  removeOnFail: { age: NINETY_DAYS_SECONDS },
};

/**
 * Carries promised jobs into the queue. Rows are taken by state, never by a watermark (a slow
 * transaction may commit a lower id later), enqueued, then marked: twice is allowed, lost is not.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly queues = new Map<QueueName, Queue>();
  private running = true;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly transactions: Transactions,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly outbox: Outbox,
    private readonly workers: JobWorkers,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = this.relayForEver();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.running = false;
    await this.loop;
    const closed = [...this.queues.values()].map((queue) => inTime(queue.close(), CLOSE_TIMEOUT_MS));
    await Promise.allSettled(closed);
  }

  /** Moves one batch; answers how many rows it moved. */
  async relayOnce(): Promise<number> {
    const ctx = await everyScopeContext(this.transactions, 'SCHEDULER', 'outbox-relay');
    return this.transactions.run(ctx, (tx) => this.moveBatch(tx));
  }

  private async relayForEver(): Promise<void> {
    while (this.running) {
      try {
        const moved = await this.relayOnce();
        if (moved < BATCH) await pause(this.outbox.promisedWithin(EXPECTING_FOR_MS) ? EXPECTING_MS : IDLE_MS);
      } catch (error) {
        this.log.warn('outbox relay waits for the database or the queue', { error });
        await pause(AFTER_FAILURE_MS);
      }
    }
  }

  private async moveBatch(tx: Transaction): Promise<number> {
    const rows = (await tx.manager.query(
      `select id, queue, job_name, job_id, payload from app.outbox
        where sent_at is null order by id limit ${BATCH} for update skip locked`,
    )) as OutboxRow[];
    const messages = messagesOf(rows, (jobName) => this.workers.batchOf(jobName));
    for (const [queue, bulk] of groupByQueue(messages)) {
      const added = this.queue(queue).addBulk(
        bulk.map(({ name, jobId, data }) => ({ name, data, opts: { ...MESSAGE_OPTIONS, jobId } })),
      );
      // A store that hangs must not hold the rows' locks: the batch is taken back and tried again.
      await inTime(added, ENQUEUE_TIMEOUT_MS);
    }
    if (rows.length > 0) {
      await tx.manager.query(
        'update app.outbox set sent_at = clock_timestamp() where id = any ($1::bigint[])',
        [rows.map((row) => row.id)],
      );
    }
    return rows.length;
  }

  private queue(name: QueueName): Queue {
    const known = this.queues.get(name) ?? this.backend.queue(name);
    this.queues.set(name, known);
    return known;
  }
}

function groupByQueue(messages: readonly Message[]): Map<QueueName, Message[]> {
  const groups = new Map<QueueName, Message[]>();
  for (const message of messages) groups.set(message.queue, [...(groups.get(message.queue) ?? []), message]);
  return groups;
}
