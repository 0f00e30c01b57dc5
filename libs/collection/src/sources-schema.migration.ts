import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** Layouts as versions that two persons put into force, and connectors that two persons open. */
export class SourcesSchema1700000010500 implements MigrationInterface {
  name = 'SourcesSchema1700000010500';

  async up(runner: QueryRunner): Promise<void> {
    await createProfileVersions(runner);
    await extendConnectors(runner);
    await createHosts(runner);
    await createRuns(runner);
    await createMonths(runner);
    await createFindings(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table app.source_finding, app.source_month, app.connector_run, app.connector_host, app.source_profile_version',
    );
    await runner.query(`
      alter table app.connector drop column approval, drop column requested_by, drop column approved_by,
        drop column approved_at, drop column hours, drop column days_after_period, drop column breaker,
        drop column failures, drop column retry_at, drop column rev`);
  }
}

/** The scope of a layout that every partner may use is headquarters; everybody may read those. */
async function createProfileVersions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.source_profile_version (
      partner text not null references app.scope_code,
      code text not null,
      version integer not null check (version > 0),
      state text not null check (state in ('DRAFT', 'PUBLISHED', 'RETIRED')),
      document jsonb not null,
      created_by text not null,
      created_by_name text not null,
      created_at timestamptz not null,
      published_by text,
      published_at timestamptz,
      retired_at timestamptz,
      rev integer not null default 1,
      primary key (partner, code, version)
    )`);
  // One layout of a code is in force at a time; imports in progress keep the version they began with.
  await runner.query(`
    create unique index source_profile_published on app.source_profile_version (partner, code)
     where state = 'PUBLISHED'`);
  await wallTable(runner, {
    table: 'source_profile_version',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
  await runner.query(`
    create policy source_profile_version_open on app.source_profile_version for select to asan_api, asan_worker
     using (partner = 'HQ')`);
}

/** What existed before was registered by an operator and is used already, so it starts approved. */
async function extendConnectors(runner: QueryRunner): Promise<void> {
  await runner.query(`
    alter table app.connector
      add approval text not null default 'APPROVED' check (approval in ('PENDING', 'APPROVED')),
      add requested_by text not null default 'operator',
      add approved_by text,
      add approved_at timestamptz,
      add hours smallint[] not null default '{}',
      add days_after_period smallint not null default 0 check (days_after_period between 0 and 60),
      add breaker text not null default 'CLOSED' check (breaker in ('CLOSED', 'OPEN', 'HALF_OPEN')),
      add failures integer not null default 0,
      add retry_at timestamptz,
      add rev integer not null default 1`);
}

async function createHosts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.connector_host (
      id uuid primary key,
      partner text not null references app.scope_code,
      host text not null,
      added_by text not null,
      added_at timestamptz not null,
      withdrawn_at timestamptz,
      rev integer not null default 1
    )`);
  await runner.query(
    'create unique index connector_host_allowed on app.connector_host (partner, host) where withdrawn_at is null',
  );
  await wallTable(runner, {
    table: 'connector_host',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

/** Append-only: what was asked, when, and how it ended. Of an answer only its size and a part of its hash stay. */
async function createRuns(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.connector_run (
      id uuid primary key,
      partner text not null references app.scope_code,
      connector_id uuid not null references app.connector,
      kind text not null check (kind in ('PULL', 'TEST')),
      month text not null,
      started_at timestamptz not null,
      ended_at timestamptz not null,
      status text not null check (status in ('TAKEN', 'REPEATED', 'UNCHANGED', 'NO_DATA', 'STALE', 'TESTED', 'FAILED')),
      bytes integer,
      body_hash text,
      problem jsonb,
      import_id uuid references app.import,
      dry_run jsonb
    )`);
  await runner.query(
    'create index connector_run_newest on app.connector_run (partner, connector_id, started_at desc, id)',
  );
  await wallTable(runner, { table: 'connector_run', scope: 'partner', grants: ['select', 'insert'] });
}

/** What was last taken of a month from one source: validators for the next question, and how new it was. */
async function createMonths(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.source_month (
      partner text not null references app.scope_code,
      source text not null,
      month text not null,
      etag text,
      last_modified text,
      as_of timestamptz,
      import_id uuid references app.import,
      taken_at timestamptz not null,
      primary key (partner, source, month)
    )`);
  await wallTable(runner, {
    table: 'source_month',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createFindings(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.source_finding (
      id uuid primary key,
      partner text not null references app.scope_code,
      kind text not null check (kind in ('QUIET', 'SHAPE_CHANGED')),
      source text not null,
      month text not null,
      due_at timestamptz,
      detail jsonb not null,
      opened_at timestamptz not null,
      closed_at timestamptz,
      rev integer not null default 1
    )`);
  await runner.query(
    'create unique index source_finding_open on app.source_finding (partner, kind, source) where closed_at is null',
  );
  await runner.query(
    'create index source_finding_newest on app.source_finding (partner, opened_at desc, id)',
  );
  await wallTable(runner, {
    table: 'source_finding',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}
