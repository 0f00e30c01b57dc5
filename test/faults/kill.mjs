import { setTimeout as pause } from 'node:timers/promises';
import { MONTHS } from './country.mjs';
import { PartnerClient } from './partner-client.mjs';
import { until } from './process.mjs';

export const name = 'kill';
const DEFAULT_KILLS = 20;
const LONGEST_RUN_MS = 700;
const API_SHARE = 0.3;
const CRASHES_IN_A_ROW = 6;

/** E1: kill -9 at random moments of bulk imports; E8: six crashes in a row over one import. */
export async function run({ stack, n = DEFAULT_KILLS, log }) {
  return [await randomKills(stack, n, log), await crashesInARow(stack, log)];
}

async function randomKills(stack, kills, log) {
  const client = new PartnerClient(stack);
  for (let kill = 1; kill <= kills; kill++) {
    await Promise.all([stack.worker.ready(), stack.api.ready()]);
    const handedIn = Promise.all(MONTHS.map((month) => client.handIn(PartnerClient.nextFile(month))));
    await pause(Math.random() * LONGEST_RUN_MS);
    (Math.random() < API_SHARE ? stack.api : stack.worker).kill();
    for (const { job } of await handedIn) await client.ended(job);
    log(`E1 kill ${kill} of ${kills}`);
  }
  const faults = await compare(stack, client.journal);
  const { rows } = await stack.admin.query('select count(*)::int as n from app.job where crashes > 0');
  log(
    `E1: ${rows[0].n} imports were taken up after a crash; ${faults.join('; ') || 'nothing lost or doubled'}`,
  );
  return {
    goal: 'E1',
    what: 'rows lost, doubled or half-visible after kill -9',
    n: kills,
    figure: faults.length,
    limit: '0',
    // Kills that met no import at work would prove nothing.
    ok: faults.length === 0 && rows[0].n > 0,
  };
}

/** Compares what was acknowledged with what is stored, as multisets. */
async function compare(stack, journal) {
  const faults = [];
  const ask = async (sql, ...values) => (await stack.admin.query(sql, values)).rows;
  const imports = await ask('select id, state from app.import');
  const states = new Map(imports.map((row) => [row.id, row.state]));
  for (const { id, month } of journal)
    if (states.get(id) !== 'SUCCEEDED') faults.push(`import of ${month} is ${states.get(id) ?? 'lost'}`);
  for (const month of MONTHS) {
    const files = journal.filter((entry) => entry.month === month);
    const expected = files.map((file) => file.visitors).toSorted();
    const rows = await ask(
      `select s.unit, array_agg(c.value::int order by c.value) as stored, count(*) filter (where c.is_current)::int as current
         from app.cell_revision c join app.submission b on b.id = c.submission_id join app.report_slot s on s.id = b.slot_id
        where s.period_id = $1 and c.cell = 'VISITORS' and c.kind <> 'MISSING' group by s.unit`,
      `GREGORIAN_MONTH:${month}`,
    );
    for (const { unit, stored, current } of rows) {
      if (stored.map(String).toSorted().join() !== expected.join())
        faults.push(`${unit} ${month}: ${stored.length} revisions for ${expected.length} hand-ins`);
      if (current !== 1) faults.push(`${unit} ${month}: ${current} current values`);
    }
  }
  return faults;
}

async function crashesInARow(stack, log) {
  const client = new PartnerClient(stack);
  // The import waits for a row that we hold, so that every crash meets it half-way.
  const holder = await stack.admin.connect();
  let { job } = {};
  try {
    await holder.query('begin');
    await holder.query('select 1 from app.report_slot for update');
    ({ job } = await client.handIn());
    for (let crash = 1; crash <= CRASHES_IN_A_ROW; crash++) {
      await until(
        async () => (await client.jobRow(job))?.lease_until > new Date(),
        `lease ${crash}`,
        60_000,
        10,
      );
      stack.worker.kill();
      await leaseRunsOut(client, job);
      log(`E8 crash ${crash} of ${CRASHES_IN_A_ROW}`);
    }
  } finally {
    await holder.query('rollback').catch(() => undefined);
    holder.release();
  }
  const row = await client.ended(job).catch(() => null);
  const isVisible = row !== null && (row.state === 'SUCCEEDED' || row.state === 'FAILED');
  return {
    goal: 'E8',
    what: `end of an import after ${row?.crashes ?? '?'} crashes in a row`,
    n: CRASHES_IN_A_ROW,
    figure: row?.state ?? 'silent',
    limit: 'completes or dead letter',
    ok: isVisible && row.crashes >= CRASHES_IN_A_ROW,
  };
}

async function leaseRunsOut(client, job) {
  await until(
    async () => {
      const row = await client.jobRow(job);
      return row && (row.lease_until === null || row.lease_until < new Date());
    },
    'the lease to run out',
    60_000,
    10,
  );
}
