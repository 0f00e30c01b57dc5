import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { QueryRunner } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../../test/support/database.js';
import { ImportPartsSchema1700000010600 } from './import-parts-schema.migration.js';

const IMPORT = randomUUID();
const SEEN =
  'select row_no, unit, cell, kind, value, given, at, was, outcome, problems, explanation from app.import_row order by row_no';

describe(ImportPartsSchema1700000010600.name, () => {
  let database: TestDatabase;
  let owner: PoolClient;
  const migration = new ImportPartsSchema1700000010600();

  beforeAll(async () => {
    database = await cloneDatabase();
    await database.admin.query("insert into app.scope_code values ('PK')");
    const file = randomUUID();
    await database.admin.query(
      `insert into app.import_file (id, partner, sha256, size, name, content, received_at) values ($1, 'PK', '', 0, '', '', now())`,
      [file],
    );
    await database.admin.query(
      `insert into app.import (id, partner, channel, profile, profile_version, mode, atomicity, state, file_id, created_by_kind,
                               created_by, created_by_name, created_at, finished_at)
       values ($1, 'PK', 'UPLOAD', 'ASAN-CSV', 1, 'COMMIT', 'PER_REPORT', 'PARTIALLY_SUCCEEDED', $2, 'USER', '', '', now(), now())`,
      [IMPORT, file],
    );
    owner = await database.admin.connect();
    // As the owner, like every migration: policies are forced upon it.
    await owner.query('set role asan_owner');
  });
  afterAll(async () => {
    owner.release(true);
    await database.drop();
  });

  const runner = {
    query: async (sql: string) => (await owner.query(sql)).rows,
  } as unknown as QueryRunner;
  const seen = async () => (await database.admin.query(SEEN)).rows;

  it('carries values and what became of them over, there and back', async () => {
    await migration.down(runner);
    await database.admin.query(
      `insert into app.import_row (partner, import_id, row_no, unit, cell, kind, value, given, at, was, outcome, problems, explanation) values
        ('PK', $1, 1, 'U1', 'A', 'NUMBER', '1', '1', '{"row": 2}', null, 'CREATED', '[]', null),
        ('PK', $1, 2, 'U1', 'B', 'NUMBER', '2.50', '2,50', '{"row": 2}', '{"kind": "NUMBER", "value": "1", "rev": 3}', 'UPDATED', '[]', 'why'),
        ('PK', $1, 3, 'U1', 'C', 'NOT_APPLICABLE', null, 'NA', '{"row": 2}', null, 'UNCHANGED', '[]', null),
        ('PK', $1, 4, 'U2', 'A', 'NUMBER', '4', '4', '{"row": 3}', null, 'SKIPPED', '[]', null),
        ('PK', $1, 5, null, null, null, null, 'x', '{"row": 4}', null, 'REJECTED', '[{"code": "invalid-number"}]', null)`,
      [IMPORT],
    );
    await database.admin.query(
      `insert into app.import_report (partner, import_id, unit, outcome) values ('PK', $1, 'U1', 'FILLED'), ('PK', $1, 'U2', 'REJECTED')`,
      [IMPORT],
    );
    const before = await seen();
    await migration.up(runner);
    expect(before).toHaveLength(5);
    expect(await seen()).toEqual(before);
    await migration.down(runner);
    expect(await seen()).toEqual(before);
    await migration.up(runner);
    expect(await seen()).toEqual(before);
  });
});
