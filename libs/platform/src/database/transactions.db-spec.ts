import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { programContext } from '../context/operation-context.js';
import { databaseAddress } from './database-address.js';
import { API_LIMITS, runtimeDataSource } from './data-source.js';
import { Transactions } from './transactions.js';
import type { DataSource } from 'typeorm';

describe(Transactions.name, () => {
  let database: TestDatabase;
  let source: DataSource;
  let transactions: Transactions;

  beforeAll(async () => {
    database = await cloneDatabase();
    source = await runtimeDataSource(
      databaseAddress(database.url('asan_api')),
      API_LIMITS,
      'test',
    ).initialize();
    transactions = new Transactions(source);
    await database.admin.query("insert into app.scope_code values ('PK'), ('ET')");
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const context = (...scopes: string[]) => programContext('OPERATOR', 'test', scopes, 'request-1');
  const addOutbox = (scope: string) =>
    transactions.run(context('PK'), (tx) =>
      tx.manager.query(
        "insert into app.outbox (scope, queue, job_name, job_id, payload) values ($1, 'imports', 'x', 'x', '{}')",
        [scope],
      ),
    );
  const countOutbox = (...scopes: string[]) =>
    transactions.read(context(...scopes), async (tx) => {
      const rows = (await tx.manager.query('select 1 from app.outbox')) as unknown[];
      return rows.length;
    });

  it('shows rows of its scopes and no others', async () => {
    await addOutbox('PK');
    expect(await countOutbox('PK')).toBe(1);
    expect(await countOutbox('ET')).toBe(0);
  });

  it('shows nothing to an empty list of scopes', async () => {
    expect(await countOutbox()).toBe(0);
  });

  it('refuses to write into a foreign scope', async () => {
    await expect(addOutbox('ET')).rejects.toThrow(/row-level security/);
  });

  it('is loud when the context is missing', async () => {
    await expect(source.query('select * from app.outbox')).rejects.toThrow('no security context');
  });

  it('leaves no context on the pooled connection', async () => {
    await countOutbox('PK');
    const seen = await Promise.all(
      Array.from({ length: 12 }, () =>
        source.query("select nullif(current_setting('asan.scopes', true), '') as s"),
      ),
    );
    expect(seen.map(([row]: { s: string | null }[]) => row.s).filter(Boolean)).toEqual([]);
  });

  it('refuses to write inside a read', async () => {
    const write = transactions.read(context('PK'), (tx) =>
      tx.manager.query("insert into app.scope_code values ('UG')"),
    );
    await expect(write).rejects.toThrow(/read-only/);
  });

  const promise = (scope: string): [string, string[]] => [
    "insert into app.outbox (scope, queue, job_name, job_id, payload) values ($1, 'imports', 'sent', 'sent', '{}')",
    [scope],
  ];

  describe('with statements that were sent without waiting', () => {
    const sentRows = () =>
      transactions.read(context('PK'), async (tx) => {
        const rows = await tx.manager.query("select 1 from app.outbox where job_name = 'sent'");
        return (rows as unknown[]).length;
      });

    it('commits them, and shows them to the statements after them', async () => {
      const before = await sentRows();
      const seen = await transactions.run(context('PK'), async (tx) => {
        tx.send(...promise('PK'));
        const rows = await tx.manager.query("select 1 from app.outbox where job_name = 'sent'");
        return (rows as unknown[]).length;
      });
      expect(seen).toBe(before + 1);
      expect(await sentRows()).toBe(before + 1);
    });

    it('ends with the fault of the last one and keeps nothing', async () => {
      const before = await sentRows();
      const run = transactions.run(context('PK'), async (tx) => {
        tx.send(...promise('PK'));
        tx.send(...promise('ET'));
      });
      await expect(run).rejects.toThrow(/row-level security/);
      expect(await sentRows()).toBe(before);
    });

    it('names the fault that came first, not what it made of the statements after it', async () => {
      const run = transactions.run(context('PK'), async (tx) => {
        tx.send(...promise('ET'));
        await tx.manager.query('select 1 from app.outbox where scope = $1', ['PK']);
      });
      await expect(run).rejects.toThrow(/row-level security/);
    });

    it('repeats the whole when a sent one meets a conflict', async () => {
      let attempts = 0;
      await transactions.run(context('PK'), async (tx) => {
        attempts += 1;
        if (attempts === 1) tx.send("do $$ begin raise exception using errcode = '40001'; end $$", []);
      });
      expect(attempts).toBe(2);
    });
  });
});
