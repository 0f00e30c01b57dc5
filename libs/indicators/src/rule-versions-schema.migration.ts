import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openTable, wallTable } from '#platform';

/** Rules as versions that two persons put into force, and what each would have found in the reports of a year. */
export class RuleVersionsSchema1700000030100 implements MigrationInterface {
  name = 'RuleVersionsSchema1700000030100';

  async up(runner: QueryRunner): Promise<void> {
    await createVersions(runner);
    await createBacktests(runner);
    // The shipped rules come back as published versions with the reference data, right after the migrations.
    await runner.query('drop table app.validation_rule');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('create table app.validation_rule (code text primary key, definition jsonb not null)');
    await openTable(runner, 'validation_rule', ['select', 'insert', 'update']);
    await runner.query('drop table app.rule_backtest, app.rule_version');
    await runner.query('drop function app.keep_published_rule()');
  }
}

async function createVersions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.rule_version (
      code text not null check (code ~ '^R-[A-Z0-9-]{2,40}$'),
      version integer not null check (version > 0),
      state text not null check (state in ('DRAFT', 'IN_CHECK', 'PUBLISHED', 'RETIRED')),
      document jsonb not null,
      draft_rev integer not null default 1,
      authors text[] not null,
      created_by_name text not null,
      created_at timestamptz not null,
      published_by text,
      published_at timestamptz,
      retired_at timestamptz,
      rev integer not null default 1,
      primary key (code, version),
      check ((published_at is null) = (published_by is null)),
      check (state <> 'PUBLISHED' or published_at is not null),
      check (published_by is null or published_by = 'release' or not published_by = any (authors))
    )`);
  await runner.query(
    "create unique index rule_version_one_published on app.rule_version (code) where state = 'PUBLISHED'",
  );
  // Findings name the version that they were made under, so what was in force once can never read differently.
  await runner.query(`
    create function app.keep_published_rule() returns trigger language plpgsql as $$
    begin
      if old.state <> 'DRAFT' and (new.document, new.draft_rev) is distinct from (old.document, old.draft_rev) then
        raise exception 'only a draft of a rule can be written' using errcode = 'check_violation';
      end if;
      return new;
    end $$`);
  await runner.query(
    'create trigger rule_version_kept before update on app.rule_version for each row execute function app.keep_published_rule()',
  );
  await openTable(runner, 'rule_version', ['select', 'insert', 'update']);
}

async function createBacktests(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.rule_backtest (
      id uuid primary key,
      partner text not null references app.scope_code,
      code text not null,
      version integer not null,
      draft_rev integer not null,
      job_id uuid,
      requested_by text not null,
      requested_at timestamptz not null,
      periods text[] not null,
      finished_at timestamptz,
      reports integer,
      counts jsonb,
      findings jsonb,
      foreign key (code, version) references app.rule_version
    )`);
  await runner.query(
    'create index rule_backtest_version on app.rule_backtest (partner, code, version, requested_at)',
  );
  await wallTable(runner, {
    table: 'rule_backtest',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}
