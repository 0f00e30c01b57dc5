import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { testConfig, type TestApi } from './app.js';
import { eventually } from './worker.js';

const MAIN = join(import.meta.dirname, '..', '..', 'dist', 'apps', 'worker', 'src', 'main.js');
let port = 20_000 + (process.pid % 20_000);

/** A worker in a process of its own, that can be killed like any other. */
export interface WorkerProcess {
  kill(): Promise<void>;
}

/** Starts the compiled worker on a test API's database and waits until it is ready. */
export async function startWorkerProcess(
  api: TestApi,
  environment: Record<string, string> = {},
): Promise<WorkerProcess> {
  const config = testConfig(api.database, environment, 'asan_worker');
  const metricsPort = (port += 1);
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      ASAN_SECRET: config.ASAN_SECRET,
      DATABASE_URL: config.DATABASE_URL,
      QUEUE_DATABASE_URL: config.QUEUE_DATABASE_URL,
      METRICS_PORT: String(metricsPort),
      ASAN_CLOCK: api.clock.instant(),
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await eventually(() => isReady(metricsPort));
  return { kill: () => ended(child) };
}

async function isReady(metricsPort: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${metricsPort}/health/ready`).catch(() => null);
  return answer?.status === 200;
}

function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGKILL');
  return gone;
}
