import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { programContext } from '../context/operation-context.js';
import { databaseAddress } from './database-address.js';
import { runtimeDataSource, watchedDataSource, WORKER_LIMITS } from './data-source.js';
import { watchPool } from './pool-watch.js';
import { Transactions, type Transaction } from './transactions.js';

const ctx = programContext('SCHEDULER', 'test', ['HQ'], 'test');
const one = (tx: Transaction) => tx.manager.query('select 1 as n') as Promise<Array<{ n: number }>>;
/** Well above the five seconds of the watch, far below the statement timeout of a minute. */
const SOON_MS = 20_000;

describe(watchPool.name, () => {
  let database: TestDatabase;
  let folder: string;
  let server: Server;
  let source: DataSource;
  let transactions: Transactions;
  let pairs: Array<[Socket, Socket]>;

  beforeEach(async () => {
    database = await cloneDatabase();
    const address = databaseAddress(database.url('asan_worker'));
    const name = `.s.PGSQL.${address.port}`;
    folder = await mkdtemp(join(tmpdir(), 'asan-watch-'));
    pairs = [];
    server = createServer((client) => {
      const store = connect(join(address.host, name));
      pairs.push([client, store]);
      client.on('data', (bytes) => store.write(bytes)).on('error', () => undefined);
      store.on('data', (bytes) => client.write(bytes)).on('error', () => undefined);
      client.on('close', () => store.destroy());
    });
    await new Promise<void>((done) => server.listen(join(folder, name), done));
    source = await watchedDataSource(runtimeDataSource({ ...address, host: folder }, WORKER_LIMITS, 'test'));
    transactions = new Transactions(source);
  });
  afterEach(async () => {
    for (const [client, store] of pairs) for (const socket of [client, store]) socket.destroy();
    server.close();
    await source.destroy();
    await rm(folder, { recursive: true });
    await database.drop();
  });

  /** The other end of every connection is gone and nothing says so. */
  function strand(): void {
    for (const [client, store] of pairs.splice(0)) {
      client.removeAllListeners('data').pause();
      store.destroy();
    }
  }

  it('replaces connections that died while nobody used them', async () => {
    await Promise.all([1, 2, 3, 4].map(() => transactions.read(ctx, one)));
    strand();
    const begun = performance.now();
    await transactions.read(ctx, one).catch(() => undefined);
    expect(await transactions.read(ctx, one)).toEqual([{ n: 1 }]);
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
  });

  it('ends a transaction that lost its connection half-way as soon as another one notices', async () => {
    await Promise.all([transactions.read(ctx, one), transactions.read(ctx, one)]);
    const halfWay = transactions.run(ctx, async (tx) => {
      await one(tx);
      strand();
      return one(tx);
    });
    const ended = halfWay.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );
    await new Promise((done) => setTimeout(done, 200));
    const begun = performance.now();
    await transactions.read(ctx, one).catch(() => undefined);
    expect(await ended).toBe('database-unavailable');
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
  });

  it('leaves a long statement alone', async () => {
    const slow = transactions.read(ctx, (tx) => tx.manager.query('select pg_sleep(6)') as Promise<unknown[]>);
    expect(await slow).toHaveLength(1);
  });
});
