import { existsSync } from 'node:fs';
import { join } from 'node:path';
import 'reflect-metadata';
import { build } from '../../apps/standalone/build.mjs';

/**
 * `npm run faults [-- group …]`: breaks a real installation in every way that we promise to survive, on
 * both queue stores, and prints figures against goals. Ends with 1 when a goal is missed. Everything
 * it writes lies in temporary folders that it removes.
 *
 * Options: --n=<trials of each group>, --backend=postgres|redis, --verbose.
 */
const GROUPS = ['kill', 'half-open', 'outage', 'duplicates', 'keys', 'skew'];
const PARTNER_FILE = join(import.meta.dirname, 'hostile-partner.mjs');
const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const isVerbose = args.includes('--verbose');
const n = option('n') === undefined ? undefined : Number(option('n'));
const wanted = args.filter((arg) => !arg.startsWith('--'));
const groups = wanted.length > 0 ? wanted : [...GROUPS, ...(existsSync(PARTNER_FILE) ? ['partner'] : [])];
const backends = option('backend') ? [option('backend')] : ['postgres', 'redis'];

const unknown = groups.filter((group) => ![...GROUPS, 'partner'].includes(group));
if (unknown.length > 0 || (n !== undefined && !(n >= 1))) {
  console.error(
    `Groups: ${GROUPS.join(', ')}, partner. Options: --n=<trials>, --backend=postgres|redis, --verbose`,
  );
  process.exit(2);
}

const stacks = new Set();
const finished = [];
// A run that is interrupted leaves no servers behind and says what it knows.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await Promise.allSettled([...stacks].map((stack) => stack.close()));
    print(finished);
    process.exit(1);
  });
}

const begun = performance.now();
const seconds = () => Math.round((performance.now() - begun) / 1_000);
build();
const stackGroups = groups.filter((group) => group !== 'partner');
const results = await Promise.all(backends.map((backend) => onBackend(backend, stackGroups)));
const rows = [...results.flat(), ...(groups.includes('partner') ? await partner() : [])];
print(rows);
const missed = rows.filter((row) => !row.ok).length;
console.log(`${rows.length - missed} goals met, ${missed} missed, ${seconds()} s`);
process.exit(missed > 0 ? 1 : 0);

/** The stores are tried side by side: most of the time is spent waiting. */
async function onBackend(backend, names) {
  if (names.length === 0) return [];
  const log = logTo(backend);
  const { Stack } = await import('./stack.mjs');
  const rows = [];
  let stack;
  try {
    log('starting');
    stack = new Stack(backend);
    stacks.add(stack);
    await stack.start();
    for (const name of names) {
      const { run } = await import(`./${name}.mjs`);
      const found = await run({ stack, n, log }).catch((error) => [broken(name, error)]);
      const known = found.map((row) => ({ backend, ...row }));
      rows.push(...known);
      finished.push(...known);
    }
  } catch (error) {
    rows.push({ backend, ...broken('start', error) });
  } finally {
    await stack?.close();
    stacks.delete(stack);
  }
  return rows;
}

async function partner() {
  const { run } = await import(PARTNER_FILE);
  const log = logTo('partner');
  const found = await run({ log }).catch((error) => broken('partner', error));
  return [found].flat().map((row) => ({ backend: '–', what: 'hostile partner system', limit: '', ...row }));
}

/** A suite that cannot say its figure has missed its goal. */
function broken(name, error) {
  return {
    goal: name,
    what: error instanceof Error ? error.message : String(error),
    n: 0,
    figure: '–',
    limit: '',
    ok: false,
  };
}

function logTo(prefix) {
  return (text) => isVerbose && console.error(`${String(seconds()).padStart(4)} s  ${prefix}: ${text}`);
}

function print(found) {
  const heads = {
    goal: 'goal',
    backend: 'queue',
    what: 'what',
    n: 'n',
    figure: 'figure',
    limit: 'limit',
    verdict: 'verdict',
  };
  const lines = [heads, ...found.map((row) => ({ ...row, verdict: row.ok ? 'met' : 'MISSED' }))];
  const columns = Object.keys(heads);
  const width = (column) => Math.max(...lines.map((line) => String(line[column] ?? '').length));
  const widths = Object.fromEntries(columns.map((column) => [column, width(column)]));
  for (const line of lines)
    console.log(
      columns
        .map((column) => String(line[column] ?? '').padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}
