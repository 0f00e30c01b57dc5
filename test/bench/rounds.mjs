import { spawn } from 'node:child_process';
import { join } from 'node:path';

const LOAD = join(import.meta.dirname, 'load.mjs');

/**
 * Measures targets in interleaved rounds, each round in another order, so that a machine that gets
 * slower or faster meanwhile does so for all of them.
 *
 * @param targets [{name, task(round)} or {name, run(round)}], the first one being ours; a task goes to the
 *   second process, a run measures by itself
 * @returns for every target the median of its rounds, and ours ÷ theirs pair by pair
 */
export async function measure(targets, rounds, onRound) {
  const results = new Map(targets.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const order = targets.map((_, index) => targets[(index + round) % targets.length]);
    for (const { name, task, run } of order) {
      const result = run ? await run(round) : await load(task(round));
      results.get(name).push(result);
      onRound(name, round, result);
    }
  }
  const [ours] = targets;
  return targets.map(({ name }) => summary(name, results.get(name), results.get(ours.name)));
}

function summary(name, own, ours) {
  return {
    name,
    perSecond: median(own.map(({ perSecond }) => perSecond)),
    p50Ms: median(own.map(({ p50 }) => p50)),
    p99Ms: median(own.map(({ p99 }) => p99)),
    faults: own.reduce((sum, { faults }) => sum + faults, 0),
    oursOverThis: median(ours.map(({ perSecond }, round) => perSecond / own[round].perSecond)),
    rounds: own,
  };
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function load(task) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [LOAD], { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.once('error', fail);
    child.once('close', (code) =>
      code === 0 ? done(JSON.parse(output)) : fail(new Error(`load ended with ${code}`)),
    );
    child.stdin.end(JSON.stringify(task));
  });
}
