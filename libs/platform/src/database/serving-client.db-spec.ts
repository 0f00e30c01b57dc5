import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { databaseAddress } from './database-address.js';
import { API_LIMITS, runtimeDataSource } from './data-source.js';
import { ServingClient } from './serving-client.js';
import type { DataSource, QueryRunner } from 'typeorm';

describe(ServingClient.name, () => {
  let database: TestDatabase;
  let source: DataSource;
  let runner: QueryRunner;

  beforeAll(async () => {
    database = await cloneDatabase();
    source = await runtimeDataSource(
      databaseAddress(database.url('asan_api')),
      API_LIMITS,
      'test',
    ).initialize();
    runner = source.createQueryRunner();
    await runner.connect();
  });

  afterAll(async () => {
    await runner.release();
    await source.destroy();
    await database.drop();
  });

  const remembered = async (text: string) => {
    const rows = (await runner.query('select statement from pg_prepared_statements')) as Array<{
      statement: string;
    }>;
    return rows.filter(({ statement }) => statement === text).length;
  };
  const ask = async (text: string, values: unknown[], times: number) => {
    const answers: unknown[] = [];
    for (let time = 0; time < times; time++) answers.push(await runner.query(text, values));
    return answers;
  };

  it('has the server remember a statement that comes again and again', async () => {
    const text = 'select $1::integer + 1 as sum';
    await ask(text, [1], 2);
    expect(await remembered(text)).toBe(0);
    const answers = await ask(text, [1], 10);
    expect(await remembered(text)).toBe(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['[{"sum":2}]']));
  });

  it('goes on after a remembered statement failed', async () => {
    const text = 'select 1 / $1::integer as share';
    await ask(text, [1], 5);
    await expect(runner.query(text, [0])).rejects.toThrow('division by zero');
    expect(await runner.query(text, [1])).toEqual([{ share: 1 }]);
  });

  it('goes on when the first use of a name was in a transaction that had failed', async () => {
    const text = 'select $1::text as word';
    await ask(text, ['a'], 2);
    await runner.query('start transaction');
    await expect(runner.query('select 1 / 0')).rejects.toThrow('division by zero');
    await expect(runner.query(text, ['b'])).rejects.toThrow('current transaction is aborted');
    await runner.query('rollback');
    expect(await runner.query(text, ['c'])).toEqual([{ word: 'c' }]);
  });

  it('answers statements that were asked together in their order', async () => {
    const answers = await Promise.all([1, 2, 3].map((n) => runner.query('select $1::integer as n', [n])));
    expect(answers).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
  });
});
