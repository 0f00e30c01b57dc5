import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { build } from '../../apps/standalone/build.mjs';
import { sizesFrom } from './sizes.mjs';

/**
 * `npm run bench`: ours and bare side by side in one run. Figures and ratios are shown against the
 * goals and never asserted; absolute figures say something about this machine only.
 *
 * Options: --full, --partners=, --centres=, --months=, --rounds= (five at least), --seconds=, --write-seconds=,
 * --connections=, --w2-values= (values of one import), --jobs= (jobs of one fan-out), --only=R1,W1,W2,J1 (the
 * other rows of bench-results.json stay as they were measured before).
 */
const ROOT = join(import.meta.dirname, '..', '..');
const RESULTS = join(ROOT, 'bench-results.json');
const args = process.argv.slice(2);
const sizes = sizesFrom(args);
const only = args
  .find((arg) => arg.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');

build();
const { prepareInstallation, startBare, startOurs, startWorker } = await import('./installation.mjs');
const { generate } = await import('./generate.mjs');
const { measure } = await import('./rounds.mjs');
const { overviewRow, submitRow } = await import('./rows.mjs');
const { importRow } = await import('./import-row.mjs');
const { fanOutRow } = await import('./fan-out-row.mjs');
const { default: pg } = await import('pg');

/** Each row with what only it needs running; that is stopped again before the next row begins. */
const ROWS = [
  ['R1', overviewRow],
  ['W1', submitRow],
  ['W2', async (context) => importRow({ ...context, worker: await started(context, startWorker) })],
  ['J1', (context) => fanOutRow('postgres', context)],
  ['J1', (context) => fanOutRow('redis', context)],
];

const stopAll = async (running) => {
  for (const stop of running.splice(0).toReversed()) await stop();
};
const running = [];
try {
  const report = await benchmark();
  writeFileSync(
    RESULTS,
    `${JSON.stringify({ ...report, rows: [...report.rows, ...earlierRows(report.rows)] }, null, 2)}\n`,
  );
  print(report);
} finally {
  await stopAll(running);
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
  for (const [id, make] of ROWS) {
    if (!only || only.includes(id)) rows.push(await measuredRow(make, { ours, bare, client, installation }));
  }
  return {
    sizes,
    data,
    machine: { cores: cpus().length, model: cpus()[0]?.model, node: process.version },
    rows,
  };
}

async function measuredRow(make, context) {
  const own = [];
  try {
    const { targets, rounds = sizes.rounds, after, ...row } = await make({ ...context, sizes, running: own });
    const results = await measure(targets, rounds, (name, round, { perSecond }) =>
      say(`${row.id} round ${round + 1}/${rounds}: ${name} ${perSecond.toFixed(1)}/s`),
    );
    return { ...row, results, bounds: (await after?.()) ?? [] };
  } finally {
    await stopAll(own);
  }
}

async function started({ installation, running: own }, start) {
  const process = await start(installation);
  own.push(process.stop);
  return process;
}

function earlierRows(measuredNow) {
  if (!only || !existsSync(RESULTS)) return [];
  const measuredIds = new Set(measuredNow.map(({ id }) => id));
  return JSON.parse(readFileSync(RESULTS, 'utf8')).rows.filter(({ id }) => !measuredIds.has(id));
}

function print({ rows, data, sizes: { connections, seconds, writeSeconds, rounds } }) {
  const widths = [4, 32, 10, 9, 9, 7, 8, 6];
  const line = (cells) =>
    console.log(cells.map((cell, index) => String(cell).padEnd(widths[index])).join(' '));
  console.log(
    `\n${data.observations} ledger rows; ${connections} connections, ${rounds} interleaved rounds of ${seconds} s (W1: ${writeSeconds} s); medians`,
  );
  line(['id', 'target', 'per s', 'p50 ms', 'p99 ms', 'faults', 'ours ÷', 'goal']);
  for (const { id, results, goals, bounds } of rows) {
    for (const { name, perSecond, p50Ms, p99Ms, faults, oursOverThis } of results) {
      const goal = goals[name];
      const verdict = goal === undefined ? '' : `≥ ${goal} ${oursOverThis >= goal ? 'reached' : 'missed'}`;
      const ratio = name === 'ours' ? '' : oursOverThis.toFixed(3);
      line([id, name, perSecond.toFixed(1), figure(p50Ms), figure(p99Ms), faults, ratio, verdict]);
    }
    for (const { name, figure: value, most } of bounds)
      console.log(`${id}   ${name}: ${value.toFixed(2)} (≤ ${most} ${value <= most ? 'reached' : 'missed'})`);
  }
}

function figure(ms) {
  return ms === null ? '–' : ms.toFixed(1);
}

function say(text) {
  console.log(`bench: ${text}`);
}
