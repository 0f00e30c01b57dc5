import { setTimeout as pause } from 'node:timers/promises';
import { PartnerClient } from './partner-client.mjs';

export const name = 'half-open';
const LIMIT_MS = 60_000;
const SETTLE_MS = 3_000;

/** E5: every connection of one process to one store becomes half-open; how late is the next job taken? */
export async function run({ stack, n = 1, log }) {
  const client = new PartnerClient(stack);
  const rows = [];
  for (const link of ['worker-queue', 'worker-database', 'api-queue', 'api-database']) {
    const delays = [];
    for (let trial = 0; trial < n; trial++) {
      await Promise.all([stack.worker.ready(), stack.api.ready()]);
      await client.pickUpDelay();
      await pause(SETTLE_MS);
      const stranded = stack.proxies[link].strand();
      const delay = await client.pickUpDelay();
      delays.push(delay);
      log(`E5 ${link}: ${stranded} connections stranded, job taken after ${Math.round(delay)} ms`);
    }
    const worst = Math.max(...delays);
    rows.push({
      goal: 'E5',
      what: `pick-up over half-open ${link}, worst`,
      n,
      figure: `${(worst / 1_000).toFixed(1)} s`,
      limit: '≤ 60 s',
      ok: worst <= LIMIT_MS,
    });
  }
  return rows;
}
