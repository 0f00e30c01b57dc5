import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** What the rules said when, with everything they looked at; what is open since; and rules switched off by two persons. */
export class ValidationRunsSchema1700000030200 implements MigrationInterface {
  name = 'ValidationRunsSchema1700000030200';

  async up(runner: QueryRunner): Promise<void> {
    await createRuns(runner);
    await createExemptions(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.rule_exemption, app.open_finding, app.validation_run');
  }
}

async function createRuns(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.validation_run (
      id uuid primary key,
      partner text not null references app.scope_code,
      slot_id uuid not null references app.report_slot,
      submission_id uuid not null references app.submission,
      submission_rev integer not null,
      trigger text not null check (trigger in ('SUBMIT', 'ACCEPT', 'REQUEST')),
      snapshot jsonb not null,
      snapshot_hash text not null check (snapshot_hash ~ '^[0-9a-f]{64}$'),
      findings jsonb not null,
      exempted jsonb not null,
      announced text[] not null,
      run_by text not null,
      run_at timestamptz not null
    )`);
  await runner.query(
    'create index validation_run_submission on app.validation_run (partner, submission_id, run_at)',
  );
  await runner.query(
    `comment on column app.validation_run.snapshot is 'Cells, rule versions and facts: enough to have the same findings again'`,
  );
  await runner.query(`
    create table app.open_finding (
      partner text not null references app.scope_code,
      slot_id uuid not null references app.report_slot,
      rule text not null,
      cell text not null,
      finding_id text not null,
      severity text not null check (severity in ('BLOCK', 'EXPLAIN', 'INFO')),
      state text not null check (state in ('NEW', 'ACKNOWLEDGED', 'EXPLAINED', 'FIXED')),
      explanation text,
      announced_at timestamptz not null,
      changed_at timestamptz not null,
      primary key (partner, slot_id, rule, cell)
    )`);
  await wallTable(runner, { table: 'validation_run', scope: 'partner', grants: ['select', 'insert'] });
  await wallTable(runner, {
    table: 'open_finding',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createExemptions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.rule_exemption (
      id uuid primary key,
      partner text not null references app.scope_code,
      unit text not null,
      rule text not null,
      until date not null,
      reason text not null,
      state text not null default 'REQUESTED' check (state in ('REQUESTED', 'GRANTED', 'DECLINED', 'REVOKED')),
      requested_by text not null,
      requested_at timestamptz not null,
      decided_by text,
      decided_at timestamptz,
      decision_reason text,
      rev integer not null default 1,
      check ((state = 'REQUESTED') = (decided_by is null)),
      check ((decided_by is null) = (decided_at is null)),
      check (state = 'REVOKED' or decided_by <> requested_by)
    )`);
  await runner.query('create index rule_exemption_unit on app.rule_exemption (partner, unit, state)');
  await wallTable(runner, {
    table: 'rule_exemption',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}
