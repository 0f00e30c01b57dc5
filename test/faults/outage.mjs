import { setTimeout as pause } from 'node:timers/promises';
import { PartnerClient } from './partner-client.mjs';

export const name = 'outage';
const DEFAULT_OUTAGES = 5;
const LIMIT_MS = 15_000;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 8_000;
const MANNERS = ['fast', 'immediate', 'kill'];

/** E6: stores stop in every manner and come back; how long until a job is taken, with nobody helping? */
export async function run({ stack, n = DEFAULT_OUTAGES, log }) {
  const rows = [await outages(stack, stack.postgres, 'PostgreSQL', n, log)];
  if (stack.redis) rows.push(await outages(stack, stack.redis, 'Redis', n, log));
  return rows;
}

async function outages(stack, store, what, n, log) {
  const client = new PartnerClient(stack);
  const delays = [];
  const before = stack.worker.restarts + stack.api.restarts;
  for (let outage = 0; outage < n; outage++) {
    await Promise.all([stack.worker.ready(), stack.api.ready()]);
    const manner = MANNERS[outage % MANNERS.length];
    // Log-uniform: many short outages, some long ones.
    const length = SHORTEST_MS * (LONGEST_MS / SHORTEST_MS) ** Math.random();
    await store.stop(manner);
    await pause(length);
    await store.start();
    const delay = await client.pickUpDelay();
    delays.push(delay);
    log(
      `E6 ${what} away for ${Math.round(length)} ms (${manner}): job taken ${Math.round(delay)} ms after its return`,
    );
  }
  const restarts = stack.worker.restarts + stack.api.restarts - before;
  const worst = Math.max(...delays);
  return {
    goal: 'E6',
    what: `first pick-up after ${what} is back, worst (${restarts} supervised restarts)`,
    n,
    figure: `${(worst / 1_000).toFixed(1)} s`,
    limit: '≤ 15 s',
    ok: worst <= LIMIT_MS,
  };
}
