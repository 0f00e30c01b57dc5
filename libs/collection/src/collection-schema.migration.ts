import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** Files and payloads as they came, what they said, and how partners' systems are reached. */
export class CollectionSchema1700000008000 implements MigrationInterface {
  name = 'CollectionSchema1700000008000';

  async up(runner: QueryRunner): Promise<void> {
    await createImports(runner);
    await createRows(runner);
    await createConnectors(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table app.connector, app.import_report, app.import_row, app.import, app.import_file',
    );
  }
}

async function createImports(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.import_file (
      id uuid primary key,
      partner text not null references app.scope_code,
      sha256 text not null,
      size integer not null,
      name text not null,
      content bytea not null,
      received_at timestamptz not null
    )`);
  await runner.query(`
    create table app.import (
      id uuid primary key,
      partner text not null references app.scope_code,
      channel text not null check (channel in ('UPLOAD', 'PULL', 'FEED')),
      profile text not null,
      profile_version integer not null,
      mode text not null check (mode in ('VALIDATE', 'COMMIT')),
      atomicity text not null check (atomicity in ('ALL', 'PER_REPORT')),
      expected_period text,
      period_id text,
      state text not null check (state in
        ('UPLOADED','VALIDATED','SUCCEEDED','PARTIALLY_SUCCEEDED','FAILED','CANCELLED')),
      file_id uuid not null references app.import_file,
      job_id uuid,
      problem jsonb,
      problems_total integer not null default 0,
      counts jsonb not null default '{}',
      created_by_kind text not null,
      created_by text not null,
      created_by_name text not null,
      created_at timestamptz not null,
      finished_at timestamptz,
      rev integer not null default 1
    )`);
  // One import at a time for a partner's month: two files in parallel would argue about the same cells.
  await runner.query(`
    create unique index import_in_progress on app.import (partner, coalesce(expected_period, ''))
     where state = 'UPLOADED' or (state = 'VALIDATED' and mode = 'COMMIT')`);
  await runner.query('create index import_created on app.import (partner, created_at desc, id)');
  await wallTable(runner, { table: 'import_file', scope: 'partner', grants: ['select', 'insert'] });
  await wallTable(runner, { table: 'import', scope: 'partner', grants: ['select', 'insert', 'update'] });
}

async function createRows(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.import_row (
      partner text not null references app.scope_code,
      import_id uuid not null references app.import,
      row_no integer not null,
      unit text,
      cell text,
      kind text,
      value text,
      given text,
      at jsonb not null,
      was jsonb,
      outcome text not null check (outcome in ('NEW','CHANGED','UNCHANGED','REJECTED','CREATED','UPDATED','SKIPPED')),
      problems jsonb not null default '[]',
      primary key (partner, import_id, row_no)
    )`);
  await runner.query(`
    create table app.import_report (
      partner text not null references app.scope_code,
      import_id uuid not null references app.import,
      unit text not null,
      slot_id uuid,
      submission_id uuid,
      outcome text not null check (outcome in ('FILLED','UNCHANGED','REJECTED')),
      problem jsonb,
      primary key (partner, import_id, unit)
    )`);
  await wallTable(runner, {
    table: 'import_row',
    scope: 'partner',
    grants: ['select', 'insert', 'update', 'delete'],
  });
  await wallTable(runner, { table: 'import_report', scope: 'partner', grants: ['select', 'insert'] });
}

async function createConnectors(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.connector (
      id uuid primary key,
      partner text not null references app.scope_code,
      code text not null,
      profile text not null,
      url text not null,
      token_sealed text,
      enabled boolean not null default true,
      last_attempt_at timestamptz,
      last_problem jsonb,
      created_at timestamptz not null,
      unique (partner, code)
    )`);
  await wallTable(runner, { table: 'connector', scope: 'partner', grants: ['select', 'insert', 'update'] });
}
