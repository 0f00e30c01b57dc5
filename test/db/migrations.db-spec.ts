import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrateDown, migrateUp, pendingMigrations, type Installation } from '../../apps/cli/src/migrate.js';
import { MIGRATIONS } from '../../apps/cli/src/schema.js';
import { queueDatabaseName, withClient, type DatabaseAddress } from '#platform';
import { TEST_SECRET } from '../support/database.js';
import { lintPolicies } from './policy-lint.js';
import { describeSchema } from './schema-description.js';

const names = MIGRATIONS.map((migration) => migration.name);

describe('migrations', () => {
  let installation: Installation;
  let database: pg.Pool;

  beforeAll(() => {
    const server = JSON.parse(process.env.ASAN_TEST_SERVER ?? '{}') as DatabaseAddress;
    const name = `test_${process.pid}_m_${randomUUID().slice(0, 8)}`;
    installation = { admin: { ...server, database: 'postgres' }, database: name, secret: TEST_SECRET };
    database = new pg.Pool({ ...server, database: name, max: 1 });
    database.on('error', () => undefined);
  });

  afterAll(async () => {
    await database.end();
    await withClient(installation.admin, async (client) => {
      for (const name of [installation.database, queueDatabaseName(installation.database)])
        await client.query(`drop database if exists ${name} with (force)`);
    });
  });

  it('build an empty database up, take it down one by one to nothing and build the same again', async () => {
    expect(await migrateUp(installation)).toEqual(names);
    expect(await pendingMigrations(installation)).toEqual([]);
    const first = await describeSchema(database);

    for (const remaining of names.map((_, index) => names.slice(names.length - 1 - index))) {
      await migrateDown(installation);
      expect(await pendingMigrations(installation)).toEqual(remaining);
    }
    const nothing = await describeSchema(database);

    expect(await migrateUp(installation)).toEqual(names);
    expect(nothing.filter((fact) => !fact.startsWith('schema acl'))).toEqual([]);
    expect(await describeSchema(database)).toEqual(first);
    expect(first.length).toBeGreaterThan(names.length);
    expect(await lintPolicies(database)).toEqual([]);
  });

  it('do nothing the second time', async () => {
    expect(await migrateUp(installation)).toEqual([]);
  });

  it('are listed in the order of their numbers, each once', () => {
    const numbers = names.map((name) => Number(/\d{13}$/.exec(name)?.[0]));
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  });
});
