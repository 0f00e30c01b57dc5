import { chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { csvOf, generateImports, IMPORTER, TWIN } from './import-data.mjs';
import { load } from './rounds.mjs';
import { signIn } from './rows.mjs';

const PATIENCE_MS = 300_000;
const POLL_MS = 5;
/** Requests a second while the API is watched: enough for a percentile, too few to be the load itself. */
const WATCH_RATE = 40;
const WATCH_SECONDS = 10;
const ENDED = ['SUCCEEDED', 'PARTIALLY_SUCCEEDED', 'FAILED', 'CANCELLED'];

/**
 * W2: one CSV of 600 centres × 40 cells (or --w2-values) through the API and the worker, from the 202
 * to the finished job, against COPY of the same cells into the same table by its owner.
 */
export async function importRow({ ours, client, sizes, worker }) {
  const atStart = Math.round(worker.peakMegabytes());
  const units = Math.round(sizes.w2Values / 40);
  const watched = sizes.w2Values > 100_000 ? 2 : 60;
  const rounds = sizes.w2Values > 100_000 ? 3 : sizes.rounds;
  const data = await generateImports(client, { units, months: rounds + 1 + watched });
  const headers = await signIn(ours.url, 'importer@bench.example');
  const session = { ours, client, data, headers, months: [...data.periods] };
  const pattern = session.months.shift();
  await importMonth(session, pattern);
  const months = session.months.splice(0, rounds);
  return {
    id: 'W2',
    work: `bulk import: CSV of ${units} centres × 40 cells, from 202 to job SUCCEEDED; values a second`,
    goals: { 'COPY of the same cells': 0.7 },
    rounds,
    targets: [
      { name: 'ours', run: (round) => measured(data, () => importMonth(session, months[round])) },
      { name: 'COPY of the same cells', run: (round) => copyMonth(session, pattern, months[round]) },
    ],
    after: async () => [
      ...(await watchApi(session, sizes)),
      goal(`worker, peak memory in MB (${atStart} when it had started)`, worker.peakMegabytes(), 300),
    ],
  };
}

async function measured({ units, cells }, work) {
  const ms = await work();
  return { perSecond: (units * cells.length * 1_000) / ms, p50: ms, p99: ms, faults: 0 };
}

/** Milliseconds from the 202 to the end of the job; the upload itself is not counted. */
async function importMonth({ ours, client, data, headers }, period) {
  const form = new FormData();
  for (const [field, value] of Object.entries({ partner: IMPORTER, profile: 'ASAN-CSV', period }))
    form.set(field, value);
  form.set('file', new Blob([csvOf(data, period)], { type: 'text/csv' }), 'month.csv');
  const answer = await fetch(`${ours.url}/api/v1/imports`, { method: 'POST', headers, body: form });
  const accepted = performance.now();
  if (answer.status !== 202) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  const { job } = await answer.json();
  for (;;) {
    const { rows } = await client.query('select state, problem from app.job where id = $1', [job]);
    if (ENDED.includes(rows[0].state)) {
      if (rows[0].state !== 'SUCCEEDED') throw new Error(`import ended as ${JSON.stringify(rows[0])}`);
      return performance.now() - accepted;
    }
    if (performance.now() - accepted > PATIENCE_MS) throw new Error('the import does not end');
    await pause(POLL_MS);
  }
}

/** The cells of the pattern month as rows of the twin's drafts, made ready outside the measured time. */
async function copyMonth({ client, data }, pattern, period) {
  const columns =
    'partner, submission_id, cell, rev, kind, value, source, source_ref, entered_by, entered_at';
  const file = join(tmpdir(), `asan-bench-${process.pid}.copy`);
  await client.query(
    `insert into app.submission (id, partner, slot_id, revision_no, state, created_by, created_at)
     select gen_random_uuid(), partner, id, 1, 'DRAFT', 'bench', now() from app.report_slot where partner = $1 and period_id = $2`,
    [TWIN, period],
  );
  await client.query(
    `copy (select '${TWIN}', t.id, c.cell, c.rev, c.kind, c.value, c.source, c.source_ref, c.entered_by, c.entered_at
             from app.cell_revision c join app.submission b on b.id = c.submission_id join app.report_slot s on s.id = b.slot_id
             join app.report_slot o on o.partner = '${TWIN}' and o.unit = replace(s.unit, '-${IMPORTER}-', '-${TWIN}-') and o.period_id = '${period}'
             join app.submission t on t.slot_id = o.id
            where c.partner = '${IMPORTER}' and s.period_id = '${pattern}') to '${file}'`,
  );
  chmodSync(file, 0o644);
  const begun = performance.now();
  const { rowCount } = await client.query(`copy app.cell_revision (${columns}) from '${file}'`);
  const ms = performance.now() - begun;
  rmSync(file, { force: true });
  if (rowCount !== data.units * data.cells.length) throw new Error(`COPY took ${rowCount} rows.`);
  return measured(data, () => ms);
}

/** The 99th percentile of a list of the API, quiet and while files are imported one after the other. */
async function watchApi(session, sizes) {
  const url = `${session.ours.url}/api/v1/report-slots?period=${session.data.periods[0].split(':')[1]}&limit=50`;
  const task = {
    kind: 'reads',
    url,
    headers: session.headers,
    connections: 4,
    overallRate: WATCH_RATE,
    seconds: WATCH_SECONDS,
  };
  const ratios = [];
  const seen = [];
  await load({ ...task, seconds: 2 });
  for (let round = 0; round < (sizes.w2Values > 100_000 ? 1 : 3); round += 1) {
    const quiet = await load(task);
    let watching = true;
    const imports = (async () => {
      while (watching && session.months.length > 0) await importMonth(session, session.months.shift());
    })();
    const busy = await load(task);
    watching = false;
    await imports;
    ratios.push(busy.p99 / quiet.p99);
    seen.push(`${quiet.p99} → ${busy.p99} ms`);
  }
  return [
    goal(
      `API p99 while importing ÷ quiet (${seen.join(', ')})`,
      ratios.toSorted((a, b) => a - b)[ratios.length >> 1],
      1.5,
    ),
  ];
}

function goal(name, figure, most) {
  return { name, figure, most };
}
