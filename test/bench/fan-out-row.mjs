import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { environmentOf, freePort } from './installation.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = join(import.meta.dirname, 'fan-out');

/**
 * J1: no-op jobs through outbox, relay, queue and leases to "all of them finished", against the same
 * number of no-op jobs on bare BullMQ on the same store.
 */
export async function fanOutRow(store, { installation, sizes, running }) {
  const redis = store === 'redis' ? await startRedis() : undefined;
  const environment = {
    ...process.env,
    ...environmentOf({ ...installation, url: installation.workerUrl }, 0),
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  if (redis) running.push(redis.stop);
  const ours = await startRunner('ours.mjs', environment);
  running.push(ours.stop);
  const bare = await startRunner('bare.mjs', environment);
  running.push(bare.stop);
  for (const runner of [ours, bare]) await runner.round(sizes.jobs);
  const target = (name, runner) => ({
    name,
    run: async () => measured(sizes.jobs, await runner.round(sizes.jobs)),
  });
  return {
    id: 'J1',
    work: `fan-out of ${sizes.jobs} no-op jobs to "round complete", queue on ${store}; jobs a second`,
    goals: { [`bare BullMQ on ${store}`]: 0.7 },
    targets: [target('ours', ours), target(`bare BullMQ on ${store}`, bare)],
  };
}

function measured(jobs, ms) {
  return { perSecond: (jobs * 1_000) / ms, p50: ms, p99: ms, faults: 0 };
}

async function startRunner(program, env) {
  const child = spawn(process.execPath, [join(FOLDER, program)], {
    cwd: ROOT,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${program} ended.`);
    return value;
  };
  await next();
  const round = async (jobs) => {
    child.stdin.write(`${jobs}\n`);
    return Number(await next());
  };
  return { round, stop: () => ended(child, () => child.stdin.end()) };
}

async function startRedis() {
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), 'asan-bench-redis-'));
  const args = ['--port', port, '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'yes'].map(
    String,
  );
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  await pause(500);
  const stop = async () => {
    await ended(child, () => child.kill('SIGTERM'));
    rmSync(dir, { recursive: true, force: true });
  };
  return { url: `redis://127.0.0.1:${port}`, stop };
}

async function ended(child, ask) {
  if (child.exitCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  ask();
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(timer);
}
