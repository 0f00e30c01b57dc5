import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { build } from '../../apps/standalone/build.mjs';
import { sizesFrom } from './sizes.mjs';

/**
 * `npm run bench`: ours and bare side by side in one run. Figures and ratios are shown against the
 * goals and never asserted; absolute figures say something about this machine only.
 *
 * Options: --full, --partners=, --centres=, --months=, --rounds= (five at least), --seconds=, --write-seconds=,
 * --connections=, --only=R1,W1.
 */
const ROOT = join(import.meta.dirname, '..', '..');
const args = process.argv.slice(2);
const sizes = sizesFrom(args);
const only = args
  .find((arg) => arg.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');

build();
const { prepareInstallation, startBare, startOurs } = await import('./installation.mjs');
const { generate } = await import('./generate.mjs');
const { measure } = await import('./rounds.mjs');
const { overviewRow, submitRow } = await import('./rows.mjs');
const { default: pg } = await import('pg');

const running = [];
const stopAll = async () => {
  for (const stop of running.splice(0).toReversed()) await stop();
};
try {
  const report = await benchmark();
  writeFileSync(join(ROOT, 'bench-results.json'), `${JSON.stringify(report, null, 2)}\n`);
  print(report);
} finally {
  await stopAll();
}

async function benchmark() {
  say('starting PostgreSQL');
  const installation = await prepareInstallation();
  running.push(installation.stop);
  const client = new pg.Client(installation.admin);
  await client.connect();
  running.push(() => client.end());
  say('generating data');
  const data = await generate(client, sizes);
  say(`${data.observations} ledger rows, ${data.slots} slots; starting servers`);
  const [ours, bare] = [await startOurs(installation), await startBare(installation)];
  running.push(ours.stop, bare.stop);
  const rows = [];
  for (const make of [overviewRow, submitRow]) {
    const row = await make({ ours, bare, client, sizes });
    if (only && !only.includes(row.id)) continue;
    const results = await measure(row.targets, sizes.rounds, (name, round, { perSecond }) =>
      say(`${row.id} round ${round + 1}/${sizes.rounds}: ${name} ${perSecond.toFixed(1)}/s`),
    );
    rows.push({ id: row.id, work: row.work, goals: row.goals, results });
  }
  return {
    sizes,
    data,
    machine: { cores: cpus().length, model: cpus()[0]?.model, node: process.version },
    rows,
  };
}

function print({ rows, data, sizes: { connections, seconds, writeSeconds, rounds } }) {
  const widths = [4, 32, 10, 9, 9, 7, 8, 6];
  const line = (cells) =>
    console.log(cells.map((cell, index) => String(cell).padEnd(widths[index])).join(' '));
  console.log(
    `\n${data.observations} ledger rows; ${connections} connections, ${rounds} interleaved rounds of ${seconds} s (W1: ${writeSeconds} s); medians`,
  );
  line(['id', 'target', 'per s', 'p50 ms', 'p99 ms', 'faults', 'ours ÷', 'goal']);
  for (const { id, results, goals } of rows) {
    for (const { name, perSecond, p50Ms, p99Ms, faults, oursOverThis } of results) {
      const goal = goals[name];
      const verdict = goal === undefined ? '' : `≥ ${goal} ${oursOverThis >= goal ? 'reached' : 'missed'}`;
      const ratio = name === 'ours' ? '' : oursOverThis.toFixed(3);
      line([id, name, perSecond.toFixed(1), figure(p50Ms), figure(p99Ms), faults, ratio, verdict]);
    }
  }
}

function figure(ms) {
  return ms === null ? '–' : ms.toFixed(1);
}

function say(text) {
  console.log(`bench: ${text}`);
}
