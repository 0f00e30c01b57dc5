import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { Log } from '#platform';
import { testConfig, type TestApi } from './app.js';

/** The worker's processors in this process, on the database of a test API. */
export async function startWorker(
  api: TestApi,
  environment: Record<string, string> = {},
): Promise<INestApplicationContext> {
  const config = testConfig(api.database, environment, 'asan_worker');
  return NestFactory.createApplicationContext(WorkerModule.for(config, api.clock), {
    logger: new Log(config.LOG_LEVEL, 'test-worker'),
    abortOnError: false,
  });
}

/** Waits until a question answers something, at most for a while. */
export async function eventually<T>(
  ask: () => Promise<T | null | undefined | false>,
  patienceMs = 30_000,
): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > until) throw new Error(`nothing within ${patienceMs} ms`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
