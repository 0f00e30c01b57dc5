import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { PartnerClient } from './partner-client.mjs';
import { until } from './process.mjs';

export const name = 'skew';
const SKEW_MS = 300_000;
const LOOK_MS = 5_000;

/** E11 of the clock: a worker five minutes ahead takes nothing and says so; a right one beside it does. */
export async function run({ stack, log }) {
  const client = new PartnerClient(stack);
  const preload = join(import.meta.dirname, 'skewed-clock.mjs');
  await stack.worker.stop();
  const skewed = await stack.process('worker-skewed', {
    nodeArguments: ['--import', preload],
    environment: { FAULTS_SKEW_MS: String(SKEW_MS) },
  });
  // It never becomes ready, which is the point.
  const starting = skewed.start().catch(() => undefined);
  try {
    await until(() => isAlive(skewed), 'the skewed worker to live', 30_000);
    const { job } = await client.handIn();
    await pause(LOOK_MS);
    const untouched = (await client.jobRow(job)).started_at === null;
    const isReady = await skewed.isReady();
    log(`skewed worker: job ${untouched ? 'left alone' : 'taken'}, ${isReady ? 'ready' : 'not ready'}`);
    await stack.worker.start();
    const row = await client.ended(job);
    return [
      {
        goal: 'clock',
        what: 'jobs taken by a worker 5 min ahead; beside it a right one works',
        n: 1,
        figure: untouched ? 0 : 1,
        limit: '0',
        ok: untouched && !isReady && row.state === 'SUCCEEDED' && row.epoch === 1,
      },
    ];
  } finally {
    await skewed.stop();
    await starting;
  }
}

async function isAlive(skewed) {
  return fetch(`${skewed.url}/health/live`).then(
    () => true,
    () => false,
  );
}
