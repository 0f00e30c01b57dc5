import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openTable, wallTable } from './scoped-table.js';

/** Scope functions, outbox, idempotency records and jobs: what every feature stands on. */
export class PlatformSchema1700000000000 implements MigrationInterface {
  name = 'PlatformSchema1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('grant usage on schema app to asan_api, asan_worker, asan_dash, asan_backup');
    await createScopeFunctions(runner);
    await createOutbox(runner);
    await createIdempotency(runner);
    await createJobs(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.job, app.idempotency_record, app.outbox, app.scope_code');
    await runner.query('drop function app.scope(), app.set_ctx(text, text, text, boolean)');
  }
}

async function createScopeFunctions(runner: QueryRunner): Promise<void> {
  // Raising on a missing context makes a forgotten wrapper loud instead of an empty page.
  await runner.query(`
    create function app.scope() returns text[] language plpgsql stable parallel safe set search_path = app as $$
    declare scopes text := nullif(current_setting('asan.scopes', true), '');
    begin
      if scopes is null then raise exception 'no security context' using errcode = 'KP001'; end if;
      return case scopes when '{}' then array[]::text[] else string_to_array(scopes, ',') end;
    end $$`);
  await runner.query(`
    create function app.set_ctx(actor text, scopes text, request text, read_only boolean) returns void language plpgsql as $$
    begin
      perform set_config('asan.actor', actor, true), set_config('asan.scopes', scopes, true), set_config('asan.request', request, true);
      if read_only then perform set_config('transaction_read_only', 'on', true); end if;
    end $$`);
  await runner.query(
    'revoke all on function app.scope(), app.set_ctx(text, text, text, boolean) from public',
  );
  await runner.query(
    'grant execute on function app.scope(), app.set_ctx(text, text, text, boolean) to asan_api, asan_worker, asan_dash, asan_backup',
  );
  await runner.query('create table app.scope_code (code text primary key)');
  await runner.query("insert into app.scope_code values ('HQ')");
  await openTable(runner, 'scope_code', ['select', 'insert']);
}

async function createOutbox(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.outbox (
      id bigint generated always as identity primary key,
      scope text not null,
      queue text not null,
      job_name text not null,
      job_id text not null,
      payload jsonb not null,
      created_at timestamptz not null default clock_timestamp(),
      sent_at timestamptz
    )`);
  await runner.query('create index outbox_unsent on app.outbox (id) where sent_at is null');
  await runner.query("create index outbox_job on app.outbox ((payload->>'jobId'))");
  await runner.query('grant usage on sequence app.outbox_id_seq to asan_api, asan_worker');
  await wallTable(runner, {
    table: 'outbox',
    scope: 'scope',
    grants: ['select', 'insert', 'update', 'delete'],
  });
}

async function createIdempotency(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.idempotency_record (
      actor text not null,
      key text not null,
      scope text not null,
      fingerprint text not null,
      status smallint,
      headers jsonb,
      body jsonb,
      lease_until timestamptz not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (actor, key)
    )`);
  await openTable(runner, 'idempotency_record', ['select', 'insert', 'update', 'delete']);
  // Rows belong to one actor, so the actor of the context is the wall here.
  await runner.query(
    'alter table app.idempotency_record enable row level security, force row level security',
  );
  await runner.query(`create policy idempotency_record_own on app.idempotency_record to asan_api, asan_worker
    using (actor = (select current_setting('asan.actor', true))) with check (actor = (select current_setting('asan.actor', true)))`);
  for (const command of ['select', 'delete']) {
    await runner.query(`create policy idempotency_record_outlived_${command} on app.idempotency_record for ${command} to asan_worker
      using (created_at < (select clock_timestamp() - interval '7 days'))`);
  }
}

async function createJobs(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.job (
      id uuid primary key,
      partner text not null,
      type text not null,
      subject_id uuid,
      state text not null check (state in ('QUEUED','RUNNING','SUCCEEDED','PARTIALLY_SUCCEEDED','FAILED','CANCELLED')),
      done integer not null default 0,
      total integer,
      unit text not null,
      problem jsonb,
      result_links jsonb not null default '[]',
      created_by text not null,
      created_at timestamptz not null,
      started_at timestamptz,
      finished_at timestamptz,
      epoch integer not null default 0,
      lease_until timestamptz,
      queue text not null,
      job_name text not null,
      check (total is null or done <= total)
    )`);
  await runner.query("create index job_runnable on app.job (created_at) where state in ('QUEUED','RUNNING')");
  await wallTable(runner, { table: 'job', scope: 'partner', grants: ['select', 'insert', 'update'] });
}
