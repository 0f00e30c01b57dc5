import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { withClient } from '#platform';
import { testConfig } from '../../../test/support/app.js';
import { call } from '../../../test/support/client.js';
import { cloneDatabase, type TestDatabase } from '../../../test/support/database.js';
import { WorkerHealth } from './worker-health.js';
import { WorkerModule } from './worker.module.js';

describe(WorkerHealth.name, () => {
  let database: TestDatabase;
  let app: INestApplicationContext;
  let url: string;

  beforeAll(async () => {
    database = await cloneDatabase();
    const config = testConfig(database, {}, 'asan_worker');
    app = await NestFactory.createApplicationContext(WorkerModule.for(config), {
      logger: false,
      abortOnError: false,
    });
    url = `http://127.0.0.1:${await app.get(WorkerHealth).listen(0, '127.0.0.1')}`;
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('is alive and ready while database and queue answer', async () => {
    expect(await call(url, '/health/live')).toMatchObject({ status: 200, body: { status: 'up' } });
    expect(await call(url, '/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'up', checks: { database: 'up', queue: 'up' } },
    });
  });

  it('answers nothing else', async () => {
    expect((await call(url, '/api/v1/me')).status).toBe(404);
  });

  it('is alive but not ready without its database', async () => {
    await withClient({ ...database.adminAddress, database: 'postgres' }, async (client) => {
      await client.query(`alter database ${database.name} allow_connections false`);
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
        database.name,
      ]);
    });
    const answer = await call(url, '/health/ready');
    expect(answer).toMatchObject({ status: 503, body: { status: 'down', checks: { database: 'down' } } });
    expect(answer.headers.get('retry-after')).toBe('5');
    expect((await call(url, '/health/live')).status).toBe(200);
  });
});
