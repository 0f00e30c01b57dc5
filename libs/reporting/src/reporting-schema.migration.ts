import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openTable, wallTable } from '#platform';

/** Expected reports, what is handed in for them, the questions about it, and the ledger of accepted figures. */
export class ReportingSchema1700000007000 implements MigrationInterface {
  name = 'ReportingSchema1700000007000';

  async up(runner: QueryRunner): Promise<void> {
    await createSlots(runner);
    await createSubmissions(runner);
    await createFindingsAndQueries(runner);
    await createLedger(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table app.observation, app.review_query, app.validation_finding, app.cell_revision, app.submission, app.report_slot, app.assignment, app.period',
    );
  }
}

async function createSlots(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.period (
      id text primary key,
      scheme text not null,
      year integer not null,
      month integer not null,
      start_date date not null,
      end_date date not null,
      days integer not null,
      aligned_to text not null check (aligned_to ~ '^[0-9]{4}-[0-9]{2}$'),
      local_label jsonb not null,
      check (end_date >= start_date),
      check (isfinite(start_date) and isfinite(end_date))
    )`);
  await runner.query(`comment on table app.period is 'Bounds of a reporting month, frozen when first used'`);
  await openTable(runner, 'period', ['select', 'insert']);
  await runner.query(`
    create table app.assignment (
      id uuid primary key,
      partner text not null references app.scope_code,
      unit text not null,
      form_code text not null,
      valid_from date not null,
      valid_until date,
      sums_to_parent boolean not null default false,
      synthetic boolean not null default false,
      unique (partner, unit, form_code, valid_from)
    )`);
  await runner.query(
    `comment on column app.assignment.sums_to_parent is 'The partner declared that these units together make up the unit above'`,
  );
  await runner.query(`
    create table app.report_slot (
      id uuid primary key,
      partner text not null references app.scope_code,
      unit text not null,
      assignment_id uuid not null references app.assignment,
      form_code text not null,
      form_version_id uuid not null references app.form_version,
      period_id text not null references app.period,
      aligned_to text not null,
      opens_at timestamptz not null,
      due_at timestamptz not null,
      due_explanation jsonb not null,
      lock_at timestamptz not null,
      waived_at timestamptz,
      waiver_reason text,
      cancelled_at timestamptz,
      first_submitted_at timestamptz,
      synthetic boolean not null default false,
      rev integer not null default 1,
      unique (partner, unit, form_code, period_id),
      check (opens_at < lock_at)
    )`);
  await runner.query('create index report_slot_aligned on app.report_slot (partner, aligned_to)');
  await wallTable(runner, { table: 'assignment', scope: 'partner', grants: ['select', 'insert', 'update'] });
  await wallTable(runner, { table: 'report_slot', scope: 'partner', grants: ['select', 'insert', 'update'] });
}

async function createSubmissions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.submission (
      id uuid primary key,
      partner text not null references app.scope_code,
      slot_id uuid not null references app.report_slot,
      revision_no integer not null,
      state text not null check (state in ('DRAFT','SUBMITTED','IN_REVIEW','RETURNED','ACCEPTED','SUPERSEDED','VOIDED')),
      rev integer not null default 1,
      correction_of uuid references app.submission,
      correction_reason text,
      created_by text not null,
      created_at timestamptz not null,
      submitted_by text,
      submitted_at timestamptz,
      review_due_at timestamptz,
      reviewer_id text,
      review_started_at timestamptz,
      decided_by text,
      decided_at timestamptz,
      recalls integer not null default 0,
      unique (partner, slot_id, revision_no)
    )`);
  // The two invariants of the state machine, kept by the database as well.
  await runner.query(
    "create unique index submission_one_open on app.submission (partner, slot_id) where state in ('DRAFT', 'SUBMITTED', 'IN_REVIEW')",
  );
  await runner.query(
    "create unique index submission_one_accepted on app.submission (partner, slot_id) where state = 'ACCEPTED'",
  );
  await runner.query(`
    create table app.cell_revision (
      partner text not null references app.scope_code,
      submission_id uuid not null references app.submission,
      cell text not null,
      rev integer not null,
      kind text not null check (kind in ('NUMBER','NOT_APPLICABLE','NOT_AVAILABLE','NOT_COLLECTED','SUPPRESSED','MISSING','INVALID')),
      value numeric check (value <> 'NaN'),
      draft_text text,
      reason text,
      expected_by date,
      explanation text,
      source text not null,
      source_ref jsonb,
      entered_by text not null,
      entered_at timestamptz not null,
      is_current boolean not null default true,
      primary key (partner, submission_id, cell, rev),
      check ((kind = 'NUMBER') = (value is not null))
    )`);
  await runner.query(
    'create unique index cell_revision_current on app.cell_revision (partner, submission_id, cell) where is_current',
  );
  await wallTable(runner, { table: 'submission', scope: 'partner', grants: ['select', 'insert', 'update'] });
  await wallTable(runner, {
    table: 'cell_revision',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createFindingsAndQueries(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.validation_finding (
      partner text not null references app.scope_code,
      submission_id uuid not null references app.submission,
      rule text not null,
      cell text not null,
      severity text not null,
      code text not null,
      params jsonb not null,
      message text not null,
      justification text,
      recorded_at timestamptz not null,
      primary key (partner, submission_id, rule, cell, recorded_at)
    )`);
  await runner.query(`
    create table app.review_query (
      id uuid primary key,
      partner text not null references app.scope_code,
      submission_id uuid not null references app.submission,
      slot_id uuid not null references app.report_slot,
      cell text,
      reason text not null,
      text text not null,
      reply_by timestamptz not null,
      asked_by text not null,
      asked_at timestamptz not null,
      answer text,
      answered_by text,
      answered_at timestamptz,
      rev integer not null default 1
    )`);
  await runner.query('create index review_query_slot on app.review_query (partner, slot_id)');
  await wallTable(runner, { table: 'validation_finding', scope: 'partner', grants: ['select', 'insert'] });
  await wallTable(runner, {
    table: 'review_query',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createLedger(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.observation (
      id uuid primary key,
      partner text not null references app.scope_code,
      unit text not null,
      indicator text not null,
      indicator_version_id uuid not null references app.indicator_version,
      slot_id uuid not null references app.report_slot,
      period_id text not null references app.period,
      aligned_to text not null,
      kind text not null,
      value numeric check (value <> 'NaN'),
      submission_id uuid not null references app.submission,
      cell_rev integer not null,
      known_from timestamptz not null,
      known_to timestamptz,
      synthetic boolean not null default false,
      check (known_to is null or known_to > known_from),
      check ((kind = 'NUMBER') = (value is not null))
    )`);
  await runner.query(
    'create unique index observation_current on app.observation (partner, unit, indicator, period_id) where known_to is null',
  );
  await runner.query('create index observation_aligned on app.observation (partner, aligned_to, indicator)');
  await runner.query(
    `comment on table app.observation is 'The ledger: accepted figures with the time they are about and the time they were known'`,
  );
  await wallTable(runner, { table: 'observation', scope: 'partner', grants: ['select', 'insert'] });
  // The only change a ledger row ever sees is the end of its validity.
  await runner.query(`create policy observation_close on app.observation for update to asan_api, asan_worker
    using (partner = any ((select app.scope())::text[])) with check (partner = any ((select app.scope())::text[]))`);
  await runner.query('grant update (known_to) on app.observation to asan_api, asan_worker');
}
