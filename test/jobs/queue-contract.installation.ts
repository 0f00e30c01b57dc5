import { Module, type INestApplicationContext, type Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import {
  databaseAddress,
  databaseUrl,
  JobReconciler,
  JobRun,
  JobsService,
  JobWorkers,
  programContext,
  QueueHealth,
  Transactions,
  WORKER_LIMITS,
  type JobDefinition,
  type JobHandle,
  type JobOutcome,
  type JobPayload,
  type Transaction,
} from '#platform';
import { PlatformJobsModule, PlatformModule } from '#platform/wiring';
import { testConfig } from '../support/app.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { StoreProxy } from './queue-contract.proxy.js';

export type StoreKind = 'postgres' | 'redis';
export type Work = (handle: JobHandle, jobId: string) => Promise<JobOutcome>;

const PROBE: JobDefinition = { queue: 'imports', name: 'probe-contract', permission: 'imports:create' };
const SCOPE = 'PK';
const PATIENCE_MS = 25_000;
const POLL_MS = 40;
const REDIS_DATABASES = 999;

/** A queue store of this suite alone, reached through a proxy that can fail. */
interface Store {
  proxy: StoreProxy;
  environment: Record<string, string>;
  wipe(): Promise<void>;
  close(): Promise<void>;
}

/** A worker process's modules with one kind of job, whose work each test writes itself. */
export class ContractInstallation {
  private constructor(
    readonly app: INestApplicationContext,
    readonly database: TestDatabase,
    readonly store: Store,
    private readonly works: Map<string, Work>,
  ) {}

  static async start(kind: StoreKind): Promise<ContractInstallation> {
    const database = await cloneDatabase();
    await prepareEffects(database);
    const store = kind === 'redis' ? await redisStore() : await postgresStore(database);
    await store.proxy.open();
    const config = testConfig(database, store.environment, 'asan_worker');
    const works = new Map<string, Work>();
    const processor: Provider = {
      provide: 'queue contract processor',
      inject: [JobWorkers, JobRun],
      useFactory: (workers: JobWorkers, run: JobRun) =>
        workers.register(PROBE, (payload) => perform(works, run, payload)),
    };

    @Module({
      imports: [PlatformModule.for(config, WORKER_LIMITS, 'contract'), PlatformJobsModule],
      providers: [processor],
    })
    class ContractModule {}
    const app = await NestFactory.createApplicationContext(ContractModule, {
      logger: false,
      abortOnError: false,
    });
    return new ContractInstallation(app, database, store, works);
  }

  /** Orders a job in a transaction of its own; with `rollBack` the transaction fails at its end. */
  async order(work: Work, { total = 2, rollBack = false } = {}): Promise<string> {
    let ordered = '';
    const jobs = this.app.get(JobsService);
    const transaction = this.app.get(Transactions).run(context(), async (tx) => {
      ordered = await jobs.order(tx, PROBE, {
        partner: SCOPE,
        type: 'PROBE',
        subjectId: null,
        unit: 'rows',
        total,
      });
      this.works.set(ordered, work);
      if (rollBack) throw new Error('rolled back on purpose');
    });
    await (rollBack ? transaction.catch(() => undefined) : transaction);
    return ordered;
  }

  /** Repeats the promise of a job under other ids, as a relay does that dies before it marks rows. */
  async promiseAgain(jobId: string, times: number): Promise<void> {
    const payload = { id: jobId, jobId, scope: SCOPE };
    await this.database.admin.query(
      `insert into app.outbox (scope, queue, job_name, job_id, payload)
       select $1, $2, $3, $4 || '-again-' || n, $5 from generate_series(1, $6) n`,
      [SCOPE, PROBE.queue, PROBE.name, `${PROBE.name}-${jobId}`, JSON.stringify(payload), times],
    );
  }

  job(jobId: string) {
    return this.app.get(JobsService).get(context(), jobId);
  }

  /** Waits until the job has ended. */
  async ended(jobId: string) {
    return this.until(async () => {
      const job = await this.job(jobId);
      return ['SUCCEEDED', 'PARTIALLY_SUCCEEDED', 'FAILED'].includes(job.state) ? job : undefined;
    }, `job ${jobId} to end`);
  }

  async until<T>(look: () => Promise<T | undefined> | T | undefined, what: string): Promise<T> {
    const deadline = performance.now() + PATIENCE_MS;
    while (performance.now() < deadline) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await pause(POLL_MS);
    }
    throw new Error(`Waited in vain for ${what}.`);
  }

  async relayed(): Promise<void> {
    await this.until(async () => {
      const { rows } = await this.database.admin.query('select 1 from app.outbox where sent_at is null');
      return rows.length === 0 ? true : undefined;
    }, 'the outbox to be empty');
  }

  /** Marks of a job's effects, in the order in which they were committed. */
  async effects(jobId: string): Promise<string[]> {
    const { rows } = await this.database.admin.query(
      'select mark from app.contract_effect where job_id = $1 order by id',
      [jobId],
    );
    return rows.map((row: { mark: string }) => row.mark);
  }

  /** Makes all that happened look older, so that nobody has to wait for the reconciler's patience. */
  async age(jobId: string, seconds: number): Promise<void> {
    await this.database.admin.query(
      `update app.job set created_at = created_at - make_interval(secs => $2),
              lease_until = lease_until - make_interval(secs => $2) where id = $1`,
      [jobId, seconds],
    );
    await this.database.admin.query(
      `update app.outbox set created_at = created_at - make_interval(secs => $2), sent_at = sent_at - make_interval(secs => $2)
        where payload->>'jobId' = $1::text`,
      [jobId, seconds],
    );
  }

  /** What a takeover by another worker leaves in the row. */
  async takeOver(jobId: string): Promise<void> {
    await this.database.admin.query(
      `update app.job set epoch = epoch + 1, lease_until = clock_timestamp() + interval '30 seconds' where id = $1`,
      [jobId],
    );
  }

  /** Leaves the job as it is after so many attempts; the lease stays with whoever has it. */
  async pretendAttempts(jobId: string, attempts: number): Promise<void> {
    await this.database.admin.query('update app.job set epoch = $2, lease_until = null where id = $1', [
      jobId,
      attempts,
    ]);
  }

  /** Marks the promise as carried into the queue, which is what a wiped queue looks like from here. */
  async pretendRelayed(jobId: string): Promise<void> {
    await this.database.admin.query(
      "update app.outbox set sent_at = clock_timestamp() where payload->>'jobId' = $1::text",
      [jobId],
    );
  }

  async promisesOf(jobId: string): Promise<number> {
    const { rowCount } = await this.database.admin.query(
      "select 1 from app.outbox where payload->>'jobId' = $1::text",
      [jobId],
    );
    return rowCount ?? 0;
  }

  /** Asks until the store is refused; answers the refusal and how long that one answer took. */
  async untilRefused(): Promise<{ error: unknown; afterMs: number }> {
    return this.until(async () => {
      const asked = performance.now();
      const error = await this.app
        .get(QueueHealth)
        .assertAvailable()
        .then(() => undefined)
        .catch((refusal: unknown) => refusal);
      return error ? { error, afterMs: performance.now() - asked } : undefined;
    }, 'a refusal');
  }

  async untilAvailable(): Promise<void> {
    await this.until(async () => {
      const health = this.app.get(QueueHealth);
      return health.assertAvailable().then(
        () => true,
        () => undefined,
      );
    }, 'the store to be available again');
  }

  reconcile(): Promise<number> {
    return this.app.get(JobReconciler).reconcileOnce();
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.store.proxy.cut();
    await this.store.close();
    await this.database.drop();
  }
}

async function perform(works: Map<string, Work>, run: JobRun, payload: JobPayload): Promise<void> {
  const jobId = String(payload.jobId);
  const work = works.get(jobId);
  if (!work) throw new Error(`No work is known for job ${jobId}.`);
  await run.run(context(payload.scope), jobId, (handle) => work(handle, jobId));
}

/** Writes one effect of a job inside a chunk. */
export async function leaveMark(tx: Transaction, jobId: string, mark: string): Promise<void> {
  await tx.manager.query('insert into app.contract_effect (job_id, mark) values ($1, $2)', [jobId, mark]);
}

function context(scope = SCOPE) {
  return programContext('SCHEDULER', 'queue-contract', [scope], 'queue-contract');
}

async function prepareEffects(database: TestDatabase): Promise<void> {
  await database.admin.query(`insert into app.scope_code values ('${SCOPE}') on conflict do nothing`);
  await database.admin.query(
    'create table app.contract_effect (id bigint generated always as identity, job_id uuid, mark text)',
  );
  await database.admin.query('grant select, insert on app.contract_effect to asan_worker');
}

async function postgresStore(database: TestDatabase): Promise<Store> {
  const address = databaseAddress(database.queueUrl);
  // A clone belongs to the superuser; an installation's queue database belongs to its own role, whose
  // bulk insert needs temporary tables.
  await database.admin.query(`alter database ${address.database} owner to asan_queue`);
  const folder = await mkdtemp(join(tmpdir(), 'asan-queue-'));
  const socket = `.s.PGSQL.${address.port}`;
  const direct = new pg.Pool({ ...address, max: 1 });
  direct.on('error', () => undefined);
  return {
    proxy: new StoreProxy(join(folder, socket), { path: join(address.host, socket) }),
    environment: { QUEUE_DATABASE_URL: databaseUrl({ ...address, host: folder }) },
    wipe: () => emptyTables(direct),
    close: async () => {
      await direct.end();
      await rm(folder, { recursive: true });
    },
  };
}

const DEADLOCK = '40P01';
const MAX_WIPE_TURNS = 10;

/** Removes what the queue holds, not its schema: a restored, empty queue database. */
async function emptyTables(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'bullmq' and tablename not like '%migration%'`,
  );
  const names = rows.map((row: { name: string }) => row.name).join(', ');
  for (let turn = 1; ; turn++) {
    try {
      await pool.query(`truncate ${names} cascade`);
      return;
    } catch (error) {
      // Workers go on while the queue is wiped, and PostgreSQL may end either side of a deadlock.
      if ((error as { code?: string }).code !== DEADLOCK || turn === MAX_WIPE_TURNS) throw error;
    }
  }
}

async function redisStore(): Promise<Store> {
  const url = process.env.ASAN_TEST_REDIS;
  if (!url) throw new Error('redis-server is missing on this machine');
  const server = new URL(url);
  const register = new Redis(url);
  // Every suite takes a database of its own; the first one only hands out the numbers.
  const number = ((await register.incr('asan-test-database')) % REDIS_DATABASES) + 1;
  await register.quit();
  const direct = new Redis(`${url}/${number}`);
  await direct.flushdb();
  const port = await freePort();
  return {
    proxy: new StoreProxy(port, { host: server.hostname, port: Number(server.port) }),
    environment: { REDIS_URL: `redis://127.0.0.1:${port}/${number}` },
    wipe: async () => void (await direct.flushdb()),
    close: async () => {
      await direct.flushdb();
      await direct.quit();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}
