import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { createHttpApp, loadConfig, SettableClock, SystemClock, type Clock, type Config } from '#platform';
import { cloneDatabase, TEST_SECRET, type TestDatabase } from './database.js';

/** An API listening on loopback with a database of its own. */
export interface TestApi {
  app: NestFastifyApplication;
  database: TestDatabase;
  config: Config;
  clock: Clock;
  url: string;
  close(): Promise<void>;
}

export interface TestApiOptions {
  template?: string;
  /** Fixed instant; absent: the system clock. */
  now?: string;
  environment?: Record<string, string>;
  queue?: 'postgres' | 'redis';
}

/** Files of one test database, shared by its API and its workers. */
export function dataFolderOf({ name }: TestDatabase): string {
  return join(tmpdir(), `asan-${name}`);
}

export function testConfig(
  database: TestDatabase,
  environment: Record<string, string> = {},
  role: 'asan_api' | 'asan_worker' = 'asan_api',
): Config {
  return loadConfig({
    NODE_ENV: 'test',
    ASAN_SECRET: TEST_SECRET,
    DATABASE_URL: database.url(role),
    QUEUE_DATABASE_URL: database.queueUrl,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    PORT: '0',
    ASAN_DATA_DIR: dataFolderOf(database),
    ...environment,
  });
}

export async function startApi(options: TestApiOptions = {}): Promise<TestApi> {
  const database = await cloneDatabase(options.template);
  const config = testConfig(database, options.environment);
  const clock = options.now ? new SettableClock(options.now) : new SystemClock();
  const app = await createHttpApp(ApiModule.for(config, clock), config);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  return {
    app,
    database,
    config,
    clock,
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await app.close();
      await database.drop();
      await rm(dataFolderOf(database), { recursive: true, force: true });
    },
  };
}
