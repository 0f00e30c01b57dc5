import {
  createPostgresBackend,
  createRedisBackend,
  withBackend,
  type Queue,
  type QueueEvents,
  type Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import { once } from 'node:events';
import pg from 'pg';
import { databaseAddress } from '../database/database-address.js';
import { watchPool } from '../database/pool-watch.js';
import { UnavailableError } from '../errors/business-error.js';
import type { JobMessage, QueueName } from './job-definition.js';
import { inTime } from './patience.js';

const CONNECT_TIMEOUT_MS = 2_000;
/** A store that hangs must not keep the process from ending. */
const CLOSE_TIMEOUT_MS = 2_000;
/** Workers notice a half-open connection after this long instead of never. */
const WORKER_SOCKET_TIMEOUT_MS = 20_000;
/** A producer's commands are short; without this a half-open connection would be kept and fail every one. */
const PRODUCER_SOCKET_TIMEOUT_MS = 3_000;
/** Waiting workers and event streams each hold a connection; the rest is headroom for producers. */
const POSTGRES_POOL_SIZE = 24;

export type JobProcessorFunction = (job: { name: string; data: JobMessage; id?: string }) => Promise<void>;

/** BullMQ on whichever store is configured: the rest of the code cannot tell the two apart. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  queue(name: QueueName): Queue;
  worker(name: QueueName, process: JobProcessorFunction, options: Partial<WorkerOptions>): Worker;
  events(name: QueueName): QueueEvents;
  /** @throws UnavailableError when the store does not answer within two seconds. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The backend named by configuration: Redis when its URL is set, else PostgreSQL. */
export function queueBackendFor(urls: { redisUrl?: string; queueDatabaseUrl?: string }): QueueBackend {
  if (urls.redisUrl) return new RedisQueueBackend(urls.redisUrl);
  if (urls.queueDatabaseUrl) return new PostgresQueueBackend(urls.queueDatabaseUrl);
  throw new Error('Neither REDIS_URL nor QUEUE_DATABASE_URL is set.');
}

class PostgresQueueBackend implements QueueBackend {
  readonly kind = 'postgres';
  private readonly classes = withBackend(createPostgresBackend);
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({
      ...databaseAddress(url),
      max: POSTGRES_POOL_SIZE,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      application_name: 'asan-queue',
      // BullMQ cannot set the path on a pool that it did not make.
      options: '-c search_path=bullmq,public',
    });
    this.pool.setMaxListeners(0);
    this.pool.on('error', () => undefined);
    watchPool(this.pool);
  }

  queue(name: QueueName): Queue {
    return quiet(new this.classes.Queue(name, { connection: this.pool })) as unknown as Queue;
  }

  worker(name: QueueName, process: JobProcessorFunction, options: Partial<WorkerOptions>): Worker {
    const settings = { ...options, connection: this.pool } as ConstructorParameters<
      typeof this.classes.Worker
    >[2];
    return quiet(new this.classes.Worker(name, process, settings)) as unknown as Worker;
  }

  events(name: QueueName): QueueEvents {
    return quiet(new this.classes.QueueEvents(name, { connection: this.pool })) as unknown as QueueEvents;
  }

  async ping(): Promise<void> {
    await answersInTime(this.pool.query('select 1'));
  }

  async close(): Promise<void> {
    await inTime(this.pool.end(), CLOSE_TIMEOUT_MS).catch(() => undefined);
  }
}

class RedisQueueBackend implements QueueBackend {
  readonly kind = 'redis';
  private readonly classes = withBackend(createRedisBackend);
  private readonly producer: Redis;
  private readonly consumers: Redis[] = [];

  constructor(private readonly url: string) {
    this.producer = this.connect({
      enableOfflineQueue: false,
      commandTimeout: 1_000,
      socketTimeout: PRODUCER_SOCKET_TIMEOUT_MS,
    });
  }

  queue(name: QueueName): Queue {
    return quiet(new this.classes.Queue(name, { connection: this.producer })) as unknown as Queue;
  }

  worker(name: QueueName, process: JobProcessorFunction, options: Partial<WorkerOptions>): Worker {
    const connection = this.consumer();
    const settings = { ...options, connection } as ConstructorParameters<typeof this.classes.Worker>[2];
    return quiet(new this.classes.Worker(name, process, settings)) as unknown as Worker;
  }

  events(name: QueueName): QueueEvents {
    return quiet(
      new this.classes.QueueEvents(name, { connection: this.consumer() }),
    ) as unknown as QueueEvents;
  }

  async ping(): Promise<void> {
    await answersInTime(this.connected().then(() => this.producer.ping()));
  }

  async close(): Promise<void> {
    for (const connection of [this.producer, ...this.consumers]) connection.disconnect();
  }

  /** A producer that is still connecting refuses commands at once; a fresh process must not look broken. */
  private async connected(): Promise<void> {
    if (this.producer.status === 'ready') return;
    await once(this.producer, 'ready', { signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS) });
  }

  private consumer(): Redis {
    const connection = this.connect({ maxRetriesPerRequest: null, socketTimeout: WORKER_SOCKET_TIMEOUT_MS });
    this.consumers.push(connection);
    return connection;
  }

  private connect(options: object): Redis {
    const connection = new Redis(this.url, {
      connectTimeout: CONNECT_TIMEOUT_MS,
      maxRetriesPerRequest: null,
      ...options,
    });
    connection.on('error', () => undefined);
    return connection;
  }
}

/** An outage shows in `ping` and in the reconciler; an unheard `error` event would end the process. */
function quiet<T extends { on(event: 'error', listener: (error: Error) => void): unknown }>(emitter: T): T {
  emitter.on('error', () => undefined);
  return emitter;
}

async function answersInTime(answer: Promise<unknown>): Promise<void> {
  try {
    await inTime(answer, CONNECT_TIMEOUT_MS);
  } catch {
    throw new UnavailableError('queue-unavailable', 'The job queue does not answer at the moment.');
  }
}
