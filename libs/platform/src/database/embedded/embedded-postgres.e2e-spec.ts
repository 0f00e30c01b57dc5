import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '../cluster.js';
import { startEmbedded, stopEmbedded, type EmbeddedServer } from './embedded-postgres.js';

const isRoot = process.getuid?.() === 0;

describe(startEmbedded.name, () => {
  const root = mkdtempSync(join(tmpdir(), 'asan-embedded-'));
  chmodSync(root, 0o755);
  const folder = join(root, 'data');
  let server: EmbeddedServer;

  beforeAll(async () => {
    server = await startEmbedded({ folder });
    await ask(server, 'create table kept (n int)');
  });
  afterAll(() => {
    stopEmbedded(folder);
    rmSync(root, { recursive: true, force: true });
  });

  const ask = (at: EmbeddedServer, sql: string) =>
    withClient(
      { ...at, database: 'postgres' },
      async (client) => (await client.query(sql)).rows as unknown[],
    );
  const postmaster = (at: EmbeddedServer) =>
    Number(readFileSync(join(at.dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);

  it('listens on a socket that only its owner can reach, and on no port', async () => {
    expect(await ask(server, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
    expect(existsSync(join(server.host, `.s.PGSQL.${server.port}`))).toBe(true);
  });

  it('finds a server that an earlier process left running', async () => {
    const before = postmaster(server);
    const again = await startEmbedded({ folder });
    expect([postmaster(again), again.host]).toEqual([before, server.host]);
  });

  it('starts after the server was killed and its pid file stayed behind', async () => {
    const pid = postmaster(server);
    process.kill(pid, 'SIGKILL');
    await waitUntilGone(pid);
    expect(existsSync(join(server.dataFolder, 'postmaster.pid'))).toBe(true);
    const healed = await startEmbedded({ folder });
    expect(await ask(healed, 'select count(*)::int as n from kept')).toEqual([{ n: 0 }]);
  });

  it('keeps the data over a stop and a start, and a second stop does nothing', async () => {
    await ask(server, 'insert into kept values (1)');
    stopEmbedded(folder);
    stopEmbedded(folder);
    const again = await startEmbedded({ folder });
    expect(await ask(again, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('moves its socket when the path would be too long for the kernel', async () => {
    const deep = join(root, 'a'.repeat(60), 'b'.repeat(40));
    mkdirSync(deep, { recursive: true });
    const moved = await startEmbedded({ folder: deep, disposable: true });
    try {
      expect(moved.host.length).toBeLessThan(90);
      expect(await ask(moved, 'select 1 as n')).toEqual([{ n: 1 }]);
    } finally {
      stopEmbedded(deep);
    }
  });

  (isRoot ? it : it.skip)(
    'as root keeps its data where its own user can reach it, and leaves a note',
    async () => {
      const hidden = join(root, 'private-home');
      mkdirSync(hidden, { mode: 0o700 });
      const inHome = join(hidden, 'data');
      const twin = await startEmbedded({ folder: inHome, disposable: true });
      try {
        expect(twin.dataFolder.startsWith('/var/tmp/')).toBe(true);
        expect(readFileSync(join(inHome, 'WHERE-THE-DATABASE-IS.txt'), 'utf8').trim()).toBe(
          join(twin.dataFolder, '..'),
        );
        expect(await ask(twin, 'select 1 as n')).toEqual([{ n: 1 }]);
      } finally {
        stopEmbedded(inHome);
        rmSync(join(twin.dataFolder, '..'), { recursive: true, force: true });
      }
    },
  );
});

async function waitUntilGone(pid: number): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}
