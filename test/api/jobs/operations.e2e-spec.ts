import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { JobsService, JobWorkers, Outbox, programContext, Transactions, type JobDefinition } from '#platform';
import { startApi, type TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { addScopes, signedIn } from '../../support/people.js';
import { eventually, startWorker } from '../../support/worker.js';

const BROKEN: JobDefinition = { queue: 'imports', name: 'broken-work', permission: 'operations:run' };
const ctx = programContext('OPERATOR', 'test', ['PK'], 'test');

describe('operations over HTTP', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let admin: string;

  beforeAll(async () => {
    api = await startApi();
    await addScopes(api.database, 'PK');
    admin = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
  });

  const queues = async () => (await call(api.url, '/api/v1/operations/queues', { token: admin })).body;
  const letters = async (query = '') =>
    (await call(api.url, `/api/v1/operations/dead-letters${query}`, { token: admin })).body;

  it('shows the backlog of promises with its age while no worker relays them', async () => {
    const { rows } = await api.database.admin.query(
      `insert into app.outbox (scope, queue, job_name, job_id, payload, created_at)
       values ('HQ', 'maintenance', 'x', 'x', '{}', now() - interval '90 seconds') returning id`,
    );
    const { relay } = await queues();
    await api.database.admin.query('delete from app.outbox where id = $1', [rows[0].id]);
    expect(relay.waiting).toBe(1);
    expect(relay.oldestSeconds).toBeGreaterThan(89);
  });

  describe('GET /operations/queues', () => {
    beforeAll(async () => {
      worker = await startWorker(api);
    });

    it('shows every queue with its workers, and schedulers with their next run', async () => {
      const seen = await eventually(async () => {
        const body = await queues();
        const collection = body.queues.find((queue: { name: string }) => queue.name === 'collection');
        return collection.schedulers.length > 0 && collection.workers > 0 && { body, collection };
      });
      expect(seen.body).toMatchObject({ store: 'postgres', relay: { waiting: 0 } });
      expect(seen.body.queues.map((queue: { name: string }) => queue.name)).toContain('imports');
      expect(Date.parse(seen.collection.schedulers[0].nextRun)).toBeGreaterThan(Date.now() - 1_000);
    });

    it('counts what waits and how long, for work that nobody takes', async () => {
      await worker.get(JobWorkers).pause();
      const ignored = { queue: 'exports' as const, name: 'never-taken', permission: 'operations:run' };
      await worker
        .get(Transactions)
        .run(ctx, async (tx) =>
          worker.get(Outbox).add(tx, ignored, `never-${randomUUID()}`, { id: randomUUID(), scope: 'PK' }),
        );
      const found = await eventually(async () =>
        (await queues()).queues.find(
          (queue: { name: string; waiting: number }) => queue.name === 'exports' && queue.waiting === 1,
        ),
      );
      worker.get(JobWorkers).resume();
      expect(found.active).toBe(0);
      expect(found.oldestWaitingSeconds).toBeLessThan(60);
    });

    it.each(['COORDINATOR', 'DATA_ENTRY', 'PARTNER_SUPERVISOR'])('is closed to a %s', async (role) => {
      const token = await signedIn(api, { role, scope: 'PK' });
      for (const path of ['queues', 'dead-letters'])
        expect((await call(api.url, `/api/v1/operations/${path}`, { token })).status).toBe(403);
    });

    it('is closed to nobody in particular', async () => {
      expect((await call(api.url, '/api/v1/operations/queues')).status).toBe(401);
    });
  });

  describe('GET /operations/dead-letters', () => {
    it('shows the failed job and the entry that the queue gave up', async () => {
      worker.get(JobWorkers).register(BROKEN, async () => {
        const { UnrecoverableError } = await import('bullmq');
        throw new UnrecoverableError('the work is broken');
      });
      const order = { partner: 'PK', type: 'BROKEN', subjectId: null, unit: 'rows' };
      const id = await worker
        .get(Transactions)
        .run(ctx, (tx) => worker.get(JobsService).order(tx, BROKEN, order));
      const entry = await eventually(async () =>
        (await letters()).entries.find((one: { jobId: string }) => one.jobId === id),
      );
      expect(entry).toMatchObject({
        queue: 'imports',
        name: 'broken-work',
        partner: 'PK',
        reason: 'the work is broken',
      });
      await api.database.admin.query(
        "update app.job set state = 'FAILED', finished_at = now() where id = $1",
        [id],
      );
      expect((await letters()).data).toMatchObject([{ id, state: 'FAILED', type: 'BROKEN' }]);
      expect((await queues()).jobs).toMatchObject({ failed: 1 });
    });
  });
});
