import { spawn, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build } from '../../apps/standalone/build.mjs';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.test-data');

/**
 * One database server and one Redis for all suites of a run: the schema is migrated once into a
 * template that every test file clones. Runs side by side share them; the last one out stops them.
 */
export default async function globalSetup() {
  build();
  mkdirSync(join(folder, 'runs'), { recursive: true });
  writeFileSync(join(folder, 'runs', String(process.pid)), '');
  const { startEmbedded } = await import('../../dist/libs/platform/src/index.js');
  const server = await startEmbedded({ folder, disposable: true });
  const template = `template_${schemaFingerprint()}`;
  await createTemplate(server, template);
  process.env.ASAN_TEST_SERVER = JSON.stringify(server);
  process.env.ASAN_TEST_TEMPLATE = template;
  const redisUrl = await startRedis();
  if (redisUrl) process.env.ASAN_TEST_REDIS = redisUrl;
  else if (process.env.CI === 'true')
    throw new Error('redis-server is missing; with CI=true nothing is skipped');
}

/** Templates are named after the migrations, so a changed schema gets a new one. */
function schemaFingerprint() {
  const hash = createHash('sha256');
  for (const lib of readdirSync(join(root, 'libs')).sort()) {
    for (const file of migrationFiles(join(root, 'libs', lib))) hash.update(readFileSync(file));
  }
  hash.update(readFileSync(join(root, 'libs/platform/src/database/scoped-table.ts')));
  hash.update(readFileSync(join(root, 'apps/cli/src/schema.ts')));
  // Calendars are brought into the template by `migrate` as well.
  for (const file of readdirSync(join(root, 'config/reference'), { recursive: true }).sort())
    if (/calendars|holidays\//.test(file)) hash.update(readFileSync(join(root, 'config/reference', file)));
  return hash.digest('hex').slice(0, 12);
}

function migrationFiles(path) {
  return readdirSync(path, { recursive: true })
    .filter((name) => name.endsWith('.migration.ts'))
    .sort()
    .map((name) => join(path, name));
}

async function createTemplate(server, template) {
  const { withClient } = await import('../../dist/libs/platform/src/index.js');
  const { migrateUp } = await import('../../dist/apps/cli/src/migrate.js');
  const admin = { ...server, database: 'postgres' };
  await withClient(admin, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('asan-test-template'))");
    await dropAbandoned(client);
    const ready = await client.query('select datistemplate from pg_database where datname = $1', [
      `${template}_queue`,
    ]);
    if (ready.rows[0]?.datistemplate) return;
    for (const name of [template, `${template}_queue`]) await client.query(`drop database if exists ${name}`);
    await migrateUp({ admin, database: template, secret: testSecret });
    for (const name of [template, `${template}_queue`])
      await client.query(`alter database ${name} is_template true`);
  });
}

/** Databases of runs that were killed before they could clean up. */
async function dropAbandoned(client) {
  const { rows } = await client.query("select datname from pg_database where datname like 'test\\_%'");
  for (const { datname } of rows) {
    if (!isAlive(Number(datname.split('_')[1])))
      await client.query(`drop database if exists "${datname}" with (force)`);
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export const testSecret = 'test-only-0123456789-abcdefghijklmnop';

async function startRedis() {
  const note = join(folder, 'redis.json');
  if (existsSync(note)) {
    const known = JSON.parse(readFileSync(note, 'utf8'));
    if (isAlive(known.pid)) return known.url;
  }
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
  } catch {
    console.warn('SKIPPED: suites on Redis (no redis-server on this machine)');
    return undefined;
  }
  const port = await freePort();
  const data = join(folder, 'redis');
  mkdirSync(data, { recursive: true });
  const options = [
    '--port',
    port,
    '--bind',
    '127.0.0.1',
    '--dir',
    data,
    '--appendonly',
    'yes',
    '--maxmemory-policy',
    'noeviction',
    '--databases',
    '1000',
  ];
  const child = spawn('redis-server', options.map(String), { stdio: 'ignore', detached: true });
  child.unref();
  const url = `redis://127.0.0.1:${port}`;
  writeFileSync(note, JSON.stringify({ pid: child.pid, url }));
  return url;
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
