import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import 'reflect-metadata';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = join(ROOT, '.test-data', 'bench');
const DATABASE = 'asan_bench';
const START_MS = 30_000;

/**
 * A server with durable commits in a folder of its own, migrated, with reference data. The product's
 * modules are imported from dist, as they run in production.
 */
export async function prepareInstallation() {
  const { startEmbedded, stopEmbedded, withClient, queueDatabaseName } = await import('#platform');
  const { migrateUp } = await import(join(ROOT, 'dist/apps/cli/src/migrate.js'));
  const server = await startEmbedded({ folder: FOLDER });
  const secret = randomBytes(32).toString('hex');
  const admin = { ...server, database: 'postgres' };
  await withClient(admin, async (client) => {
    for (const name of [DATABASE, queueDatabaseName(DATABASE)])
      await client.query(`drop database if exists ${name} with (force)`);
  });
  await migrateUp({ admin, database: DATABASE, secret });
  const installation = { admin: { ...server, database: DATABASE }, secret, ...(await urls(server, secret)) };
  await loadReference(installation);
  return { ...installation, stop: () => stopEmbedded(FOLDER) };
}

async function urls(server, secret) {
  const { asRole, databaseUrl, queueDatabaseName } = await import('#platform');
  const queue = { ...server, database: queueDatabaseName(DATABASE) };
  return {
    url: databaseUrl(asRole({ ...server, database: DATABASE }, 'asan_api', secret)),
    workerUrl: databaseUrl(asRole({ ...server, database: DATABASE }, 'asan_worker', secret)),
    queueUrl: databaseUrl(asRole(queue, 'asan_queue', secret)),
  };
}

export function environmentOf({ url, queueUrl, secret }, port) {
  return {
    NODE_ENV: 'production',
    ASAN_SECRET: secret,
    DATABASE_URL: url,
    QUEUE_DATABASE_URL: queueUrl,
    LOG_LEVEL: 'error',
    PORT: String(port),
  };
}

async function loadReference(installation) {
  const { createHttpApp, loadConfig, programContext } = await import('#platform');
  const { ReferenceData } = await import('#indicators');
  const { ApiModule } = await import(join(ROOT, 'dist/apps/api/src/api.module.js'));
  const config = loadConfig(environmentOf(installation, 0));
  const app = await createHttpApp(ApiModule.for(config), config);
  await app.init();
  await app.get(ReferenceData, { strict: false }).load(programContext('OPERATOR', 'bench', ['HQ'], 'bench'));
  await app.close();
}

/** Starts the real API process on a free port; answers its base URL and the way to stop it. */
export async function startOurs(installation) {
  const port = await freePort();
  const environment = { ...process.env, ...environmentOf(installation, port) };
  return startProcess(['dist/apps/api/src/main.js'], environment, port, '/health/live');
}

/** Starts the real worker process, its heap bounded as in production; it answers its peak memory as well. */
export async function startWorker(installation) {
  const port = await freePort();
  const own = environmentOf({ ...installation, url: installation.workerUrl }, 0);
  const { worker } = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true }).services;
  const { NODE_OPTIONS } = worker.environment;
  const environment = { ...process.env, ...own, NODE_OPTIONS, METRICS_PORT: String(port) };
  return startProcess(['dist/apps/worker/src/main.js'], environment, port, '/health/ready');
}

/** Starts the plain server, connected as the owner of everything: no policies, no sign-in. */
export async function startBare({ admin }) {
  const port = await freePort();
  const environment = { ...process.env, BENCH_DATABASE: JSON.stringify(admin), PORT: String(port) };
  return startProcess(['test/bench/bare/server.mjs'], environment, port, '/live');
}

async function startProcess(args, env, port, healthPath) {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + START_MS;
  while (!(await answers(url + healthPath))) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`${args[0]} does not start.`);
    await pause(100);
  }
  return { url, stop: () => stopProcess(child), peakMegabytes: () => peakMegabytes(child.pid) };
}

/** The largest resident set since the process began, as the kernel counts it. */
function peakMegabytes(pid) {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
}

async function stopProcess(child) {
  if (child.exitCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(timer);
}

async function answers(url) {
  return fetch(url).then(
    (answer) => answer.ok,
    () => false,
  );
}

export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
