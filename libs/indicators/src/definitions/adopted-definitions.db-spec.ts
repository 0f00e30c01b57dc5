import type { QueryRunner } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { DefinitionVersionsSchema1700000032100 } from '../definition-versions-schema.migration.js';

describe(DefinitionVersionsSchema1700000032100.name, () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  it('adopts the versions of an older installation, the newest of each code in force', async () => {
    const { admin } = database;
    const runner = { query: async (sql: string) => (await admin.query(sql)).rows } as unknown as QueryRunner;
    const migration = new DefinitionVersionsSchema1700000032100();
    await migration.down(runner);
    await admin.query(
      `insert into app.form_version (id, code, version, definition)
       select gen_random_uuid(), 'OLD_FORM', n, jsonb_build_object('code', 'OLD_FORM', 'version', n, 'core', '["A"]'::jsonb)
         from generate_series(1, 2) n`,
    );
    await migration.up(runner);
    const { rows } = await admin.query(
      `select version, state, document, authors, retired_at is null as open from app.definition_version
        where kind = 'FORM' and code = 'OLD_FORM' order by version`,
    );
    const kept = { document: { core: ['A'] }, authors: ['release'] };
    expect(rows).toEqual([
      { version: 1, state: 'RETIRED', open: false, ...kept },
      { version: 2, state: 'PUBLISHED', open: true, ...kept },
    ]);
  });
});
