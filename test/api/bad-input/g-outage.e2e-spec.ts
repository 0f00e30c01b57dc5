import { setTimeout as pause } from 'node:timers/promises';
import { createHttpApp, SystemClock } from '#platform';
import { DataSource } from 'typeorm';
import { ApiModule } from '../../../apps/api/src/api.module.js';
import { testConfig, type TestApi } from '../../support/app.js';
import { call, type Answer } from '../../support/client.js';
import { cloneDatabase } from '../../support/database.js';
import { signedIn } from '../../support/people.js';
import { InterruptibleDatabase } from './interruptible-database.js';
import { expectAlive, expectProblem, judged } from './oracle.js';

const POOL_SIZE = 12;
/** Pool wait of two seconds and half a second for everything else. */
const PATIENCE_MS = 2_500;
/** Longer than callers and readiness are remembered. */
const FORGOTTEN_MS = 1_100;
const unavailable = { status: 503, code: 'database-unavailable' };

describe('bad input, group G: overload and outage', () => {
  let api: TestApi;
  let wire: InterruptibleDatabase;
  let token: string;
  beforeAll(async () => {
    const database = await cloneDatabase();
    wire = new InterruptibleDatabase(database.adminAddress);
    await wire.open();
    const config = testConfig(database, {
      DATABASE_URL: wire.through(database.url('asan_api')),
      QUEUE_DATABASE_URL: wire.through(database.queueUrl),
    });
    const clock = new SystemClock();
    const app = await createHttpApp(ApiModule.for(config, clock), config);
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as { port: number };
    const close = async () => {
      await app.close();
      await wire.cut();
      await database.drop();
    };
    api = { app, database, config, clock, url: `http://127.0.0.1:${port}`, close };
    token = await signedIn(api, { role: 'HQ_ADMIN', scope: 'HQ' });
  });
  afterEach(async () => {
    await wire.mend();
    await pause(FORGOTTEN_MS);
  });
  afterAll(() => api.close());

  const me = () => call(api.url, '/api/v1/me', { token });
  const expectUnavailable = async (request: () => Promise<Answer>): Promise<void> => {
    const begun = performance.now();
    const answer = await request();
    expectProblem(judged(answer), unavailable);
    expect(performance.now() - begun).toBeLessThan(PATIENCE_MS);
    await expectAlive(api);
  };
  const readiness = async () => {
    const { status, body, headers } = await call(api.url, '/health/ready');
    return { status, checks: body.checks, retryAfter: headers.get('retry-after') };
  };

  it('81: answers 503 in time while every connection is taken, and serves again after', async () => {
    const source = api.app.get(DataSource, { strict: false });
    const runners = Array.from({ length: POOL_SIZE }, () => source.createQueryRunner());
    await Promise.all(runners.map((runner) => runner.connect()));
    await pause(FORGOTTEN_MS);
    await expectUnavailable(me);
    await Promise.all(runners.map((runner) => runner.release()));
    expect((await me()).status).toBe(200);
  });

  it('81: answers 503 to a crowd while every connection is taken', async () => {
    const source = api.app.get(DataSource, { strict: false });
    const runners = Array.from({ length: POOL_SIZE }, () => source.createQueryRunner());
    await Promise.all(runners.map((runner) => runner.connect()));
    const credentials = { email: 'nobody@hq.example', password: 'a long test password' };
    const login = () => call(api.url, '/api/v1/auth/login', { method: 'POST', body: credentials });
    const answers = await Promise.all(Array.from({ length: 40 }, login));
    await Promise.all(runners.map((runner) => runner.release()));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
      new Set(['503 database-unavailable']),
    );
    await expectAlive(api);
  });

  it('answers 503 and turns readiness red while the database is gone, and recovers by itself', async () => {
    await wire.cut();
    await pause(FORGOTTEN_MS);
    await expectUnavailable(me);
    const gone = await readiness();
    expect(gone).toMatchObject({ status: 503, checks: { database: 'down', queue: 'down' }, retryAfter: '5' });
    await wire.mend();
    await pause(FORGOTTEN_MS);
    expect((await me()).status).toBe(200);
    expect(await readiness()).toMatchObject({ status: 200, checks: { database: 'up', queue: 'up' } });
  });

  it('answers 503 in time while the database takes connections and says nothing', async () => {
    wire.hush();
    await pause(FORGOTTEN_MS);
    await expectUnavailable(me);
    expect((await readiness()).status).toBe(503);
  });

  it('answers 503 to a request whose connection breaks in the middle', async () => {
    const blocker = await api.database.admin.connect();
    await blocker.query('begin; lock table app.user_account in access exclusive mode');
    await pause(FORGOTTEN_MS);
    const waiting = me();
    await pause(300);
    await wire.cut();
    await blocker.query('rollback');
    blocker.release();
    expectProblem(judged(await waiting), unavailable);
    await expectAlive(api);
  });
});
