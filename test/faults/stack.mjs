import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asRole, databaseUrl, queueDatabaseName } from '#platform';
import { prepareCountry } from './country.mjs';
import { freePort, ROOT, Supervised } from './process.mjs';
import { FaultProxy } from './proxy.mjs';
import { PostgresServer, RedisServer } from './stores.mjs';

const DATABASE = 'asan_faults';
export const CLOCK = '2026-11-22T08:00:00Z';

/**
 * A whole installation in a temporary folder: durable PostgreSQL, Redis when that is the queue, the
 * compiled API and worker as processes of their own, each behind proxies of its own.
 */
export class Stack {
  proxies = {};
  #processes = [];

  constructor(backend) {
    this.backend = backend;
    this.secret = randomBytes(32).toString('hex');
    this.folder = mkdtempSync(join(tmpdir(), `asan-faults-${backend}-`));
    // The database server may run as another user, who has to reach its data.
    chmodSync(this.folder, 0o755);
    this.postgres = new PostgresServer(this.folder);
    this.redis = backend === 'redis' ? new RedisServer(this.folder) : null;
  }

  async start() {
    await this.#prepare();
    await Promise.all([this.api.start(), this.worker.start()]);
  }

  /** The environment of a process, with the addresses of its own proxies. */
  async environment(who, role) {
    const server = this.postgres.address;
    const behind = { ...server, host: this.#proxyFolder(`${who}-database`) };
    const queueBehind = {
      ...server,
      host: this.#proxyFolder(`${who}-queue`),
      database: queueDatabaseName(DATABASE),
    };
    const redis = this.redis
      ? { REDIS_URL: `redis://127.0.0.1:${await this.#redisProxy(`${who}-queue`)}/0` }
      : {};
    for (const name of [`${who}-database`, ...(this.redis ? [] : [`${who}-queue`])])
      await this.#socketProxy(name);
    return {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      ASAN_SECRET: this.secret,
      ASAN_CLOCK: CLOCK,
      LOG_LEVEL: 'warn',
      DATABASE_URL: databaseUrl(asRole({ ...behind, database: DATABASE }, role, this.secret)),
      QUEUE_DATABASE_URL: databaseUrl(asRole(queueBehind, 'asan_queue', this.secret)),
      ...redis,
    };
  }

  /** A process of ours that is not started yet. */
  async process(name, { nodeArguments = [], environment = {} } = {}) {
    const app = name.startsWith('api') ? 'api' : 'worker';
    const port = await freePort();
    const ports = app === 'api' ? { PORT: String(port) } : { METRICS_PORT: String(port) };
    const known = await this.environment(name, `asan_${app}`);
    const main = join(ROOT, 'dist', 'apps', app, 'src', 'main.js');
    const env = { ...known, ...ports, ...environment };
    const made = new Supervised({ name, main, environment: env, port, folder: this.folder, nodeArguments });
    this.#processes.push(made);
    return made;
  }

  async close() {
    await Promise.allSettled(this.#processes.map((one) => one.stop()));
    for (const proxy of Object.values(this.proxies)) proxy.close();
    await this.admin?.end().catch(() => undefined);
    await this.postgres.stop('immediate').catch(() => undefined);
    if (this.redis) await this.redis.stop('kill').catch(() => undefined);
    // Backends of a stopped server may still write for a moment.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  async #prepare() {
    const server = await this.postgres.start();
    if (this.redis) await this.redis.start();
    const { migrateUp } = await import(join(ROOT, 'dist/apps/cli/src/migrate.js'));
    await migrateUp({ admin: { ...server, database: 'postgres' }, database: DATABASE, secret: this.secret });
    this.admin = this.postgres.pool(DATABASE);
    this.api = await this.process('api');
    this.worker = await this.process('worker');
    this.coordinator = await prepareCountry(this);
  }

  #proxyFolder(name) {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  async #socketProxy(name) {
    const file = `.s.PGSQL.${this.postgres.address.port}`;
    const upstream = { path: join(this.postgres.address.host, file) };
    if (this.proxies[name]) return;
    this.proxies[name] = new FaultProxy(join(this.#proxyFolder(name), file), upstream);
    await this.proxies[name].open();
  }

  async #redisProxy(name) {
    const known = this.proxies[name];
    if (known) return known.port;
    this.proxies[name] = new FaultProxy(0, { port: this.redis.port, host: '127.0.0.1' });
    return this.proxies[name].open();
  }
}
