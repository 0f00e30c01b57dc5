import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openTable } from '#platform';

/** Indicators, forms and breakdowns as versions that two persons put into force. */
export class DefinitionVersionsSchema1700000032100 implements MigrationInterface {
  name = 'DefinitionVersionsSchema1700000032100';

  async up(runner: QueryRunner): Promise<void> {
    await createVersions(runner);
    await protectDrafts(runner);
    await protectPublished(runner);
    for (const [kind, table] of PUBLISHED) await adopt(runner, kind, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [, table] of PUBLISHED) await runner.query(`drop trigger ${table}_kept on app.${table}`);
    await runner.query('drop table app.definition_version');
    await runner.query('drop function app.keep_examined_definition(), app.keep_published_definition()');
  }
}

/** Where the versions that figures and reports refer to stand, each row as it was published. */
const PUBLISHED = [
  ['INDICATOR', 'indicator_version'],
  ['FORM', 'form_version'],
] as const;

async function createVersions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.definition_version (
      kind text not null check (kind in ('INDICATOR', 'FORM', 'BREAKDOWN')),
      code text not null check (code ~ '^[A-Z][A-Z0-9_]{0,79}$'),
      version integer not null check (version > 0),
      state text not null check (state in ('DRAFT', 'IN_CHECK', 'PUBLISHED', 'RETIRED')),
      document jsonb not null,
      draft_rev integer not null default 1,
      authors text[] not null,
      created_by_name text not null,
      created_at timestamptz not null,
      examined_draft_rev integer,
      published_by text,
      published_at timestamptz,
      retired_at timestamptz,
      rev integer not null default 1,
      primary key (kind, code, version),
      check ((published_at is null) = (published_by is null)),
      check (state <> 'PUBLISHED' or published_at is not null),
      check (published_by is null or published_by = 'release' or not published_by = any (authors))
    )`);
  await runner.query(
    "create unique index definition_version_one_published on app.definition_version (kind, code) where state = 'PUBLISHED'",
  );
  await openTable(runner, 'definition_version', ['select', 'insert', 'update']);
}

/** What is examined and published is what was written: a version that left the draft reads the same ever after. */
async function protectDrafts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create function app.keep_examined_definition() returns trigger language plpgsql as $$
    begin
      if old.state <> 'DRAFT' and (new.document, new.draft_rev) is distinct from (old.document, old.draft_rev) then
        raise exception 'only a draft of a definition can be written' using errcode = 'check_violation';
      end if;
      return new;
    end $$`);
  await runner.query(
    'create trigger definition_version_kept before update on app.definition_version for each row execute function app.keep_examined_definition()',
  );
}

/** Observations and slots name these rows, so not even their owner edits one. */
async function protectPublished(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create function app.keep_published_definition() returns trigger language plpgsql as $$
    begin
      raise exception 'a published definition is never changed' using errcode = 'check_violation';
    end $$`);
  for (const [, table] of PUBLISHED)
    await runner.query(
      `create trigger ${table}_kept before update on app.${table} for each row execute function app.keep_published_definition()`,
    );
}

/** Versions of an installation that is older than their lifecycle: the newest is in force. */
async function adopt(runner: QueryRunner, kind: string, table: string): Promise<void> {
  await runner.query(`
    insert into app.definition_version (kind, code, version, state, document, authors, created_by_name, created_at,
                                        published_by, published_at, retired_at)
    select '${kind}', code, version, case when next_at is null then 'PUBLISHED' else 'RETIRED' end,
           definition - 'code' - 'version', '{release}', 'release', published_at, 'release', published_at, next_at
      from (select v.*, lead(published_at) over (partition by code order by version) as next_at from app.${table} v) v`);
}
