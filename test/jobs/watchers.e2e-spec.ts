import type { INestApplicationContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import {
  ClockSkew,
  Housekeeping,
  JobsService,
  JobWorkers,
  Log,
  Outbox,
  QueueWatchdog,
  SkewGuard,
  Transactions,
  UnavailableError,
  programContext,
} from '#platform';
import { startApi, type TestApi } from '../support/app.js';
import { addScopes } from '../support/people.js';
import { eventually, startWorker } from '../support/worker.js';

/** A kind of work that no processor of the worker takes. */
const IGNORED = { queue: 'exports' as const, name: 'never-taken', permission: 'operations:run' };

describe('what watches over the worker', () => {
  let api: TestApi;
  let worker: INestApplicationContext;

  beforeAll(async () => {
    api = await startApi();
    await addScopes(api.database, 'PK');
    worker = await startWorker(api);
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
  });

  const context = programContext('OPERATOR', 'test', ['PK'], 'test');
  const orderIgnoredJob = () =>
    worker
      .get(Transactions)
      .run(context, (tx) =>
        worker
          .get(JobsService)
          .order(tx, IGNORED, { partner: 'PK', type: 'TEST', subjectId: null, unit: 'rows' }),
      );

  describe(QueueWatchdog.name, () => {
    function watchdog(giveUp: () => void): QueueWatchdog {
      const own = worker.get(QueueWatchdog);
      return Object.assign(Object.create(QueueWatchdog.prototype) as QueueWatchdog, own, {
        giveUp,
        barks: 0,
      });
    }

    it('stays quiet while nothing waits', async () => {
      expect(await watchdog(() => undefined).look()).toBe('QUIET');
    });

    it('makes fresh workers for a job that nobody takes, and gives up the second time', async () => {
      const jobId = await orderIgnoredJob();
      await eventually(
        async () =>
          (await api.database.admin.query('select 1 from app.outbox where sent_at is not null')).rowCount,
      );
      let gaveUp = 0;
      const dog = watchdog(() => (gaveUp += 1));
      expect(await dog.look()).toBe('QUIET');
      await api.database.admin.query(
        "update app.outbox set sent_at = clock_timestamp() - interval '1 minute'",
      );
      expect(await dog.look()).toBe('RESTARTED');
      expect(gaveUp).toBe(0);
      expect(await dog.look()).toBe('GAVE_UP');
      expect(gaveUp).toBe(1);
      await api.database.admin.query("update app.job set state = 'CANCELLED' where id = $1", [jobId]);
      expect(await dog.look()).toBe('QUIET');
    });
  });

  describe(ClockSkew.name, () => {
    it('measures next to nothing on one machine', async () => {
      expect(await worker.get(ClockSkew).measure()).toBeLessThan(1_000);
    });

    it('refuses a clock that is five minutes off', async () => {
      const off = {
        query: async () => [{ now: new Date(performance.timeOrigin + performance.now() + 300_000) }],
      };
      await expect(new ClockSkew(off as unknown as DataSource).assertSmall()).rejects.toMatchObject({
        code: 'clock-skew',
      });
    });
  });

  describe(JobWorkers.name, () => {
    it('takes no jobs while paused and goes on afterwards', async () => {
      const workers = worker.get(JobWorkers);
      const ping = { queue: 'imports' as const, name: 'ping', permission: 'operations:run' };
      let taken = 0;
      workers.register(ping, async () => void (taken += 1));
      await workers.pause();
      await worker
        .get(Transactions)
        .run(context, async (tx) =>
          worker.get(Outbox).add(tx, ping, 'ping-1', { id: randomUUID(), scope: 'PK' }),
        );
      await eventually(
        async () =>
          (
            await api.database.admin.query(
              "select 1 from app.outbox where job_name = 'ping' and sent_at is not null",
            )
          ).rowCount,
      );
      await new Promise((done) => setTimeout(done, 500));
      expect(taken).toBe(0);
      workers.resume();
      await eventually(async () => taken === 1);
    });
  });

  describe(SkewGuard.name, () => {
    const guardWith = (fault: Error | null) => {
      const seen: string[] = [];
      const skew = { assertSmall: () => (fault ? Promise.reject(fault) : Promise.resolve()) };
      const workers = { pause: async () => void seen.push('pause'), resume: () => void seen.push('resume') };
      const guard = new SkewGuard(skew as never, workers as never, new Log('silent'));
      return { guard, seen };
    };

    it('takes no jobs while the clock is off', async () => {
      const { guard, seen } = guardWith(new UnavailableError('clock-skew', 'Five minutes off.'));
      await guard.look();
      expect(seen).toEqual(['pause']);
    });

    it('does not hold jobs up because the database did not answer', async () => {
      const { guard, seen } = guardWith(new UnavailableError('database-unavailable', 'Away.'));
      await guard.look().catch(() => undefined);
      expect(seen).toEqual([]);
    });
  });

  describe(Housekeeping.name, () => {
    it('removes promises kept yesterday and answers older than seven days, and nothing younger', async () => {
      const { admin } = api.database;
      await admin.query('delete from app.outbox');
      for (const age of ['2 days', '1 hour']) {
        await admin.query(
          `insert into app.outbox (scope, queue, job_name, job_id, payload, sent_at) values ('PK', 'exports', $1::text, $1::text, '{}', clock_timestamp() - $1::text::interval)`,
          [age],
        );
        await admin.query(
          `insert into app.idempotency_record (actor, key, scope, fingerprint, lease_until, created_at)
           values ('somebody', $1::text, 'HQ', 'x', now(), clock_timestamp() - 4 * $1::text::interval)`,
          [age],
        );
      }
      await admin.query(
        `insert into app.outbox (scope, queue, job_name, job_id, payload) values ('PK', 'none', 'unsent', $1, '{}')`,
        [randomUUID()],
      );
      await worker.get(Housekeeping).sweep();
      const outbox = await admin.query(
        "select job_name from app.outbox where job_name in ('2 days', '1 hour') order by 1",
      );
      const answers = await admin.query('select key from app.idempotency_record order by 1');
      expect([outbox.rows, answers.rows]).toEqual([[{ job_name: '1 hour' }], [{ key: '1 hour' }]]);
    });
  });
});
