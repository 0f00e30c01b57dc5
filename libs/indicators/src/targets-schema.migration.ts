import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** What units want to reach, and where countries count differently. */
export class TargetsSchema1700000032200 implements MigrationInterface {
  name = 'TargetsSchema1700000032200';

  async up(runner: QueryRunner): Promise<void> {
    await createTargets(runner);
    await createNotes(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.definition_note, app.indicator_target');
  }
}

async function createTargets(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.indicator_target (
      id uuid primary key,
      partner text not null references app.scope_code,
      unit text not null,
      indicator text not null,
      indicator_version integer not null check (indicator_version > 0),
      period text not null check (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      value numeric not null,
      upper numeric check (upper >= value),
      baseline numeric,
      state text not null default 'PROPOSED' check (state in ('PROPOSED', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'SUPERSEDED')),
      proposed_by text not null,
      proposed_at timestamptz not null,
      decided_by text,
      decided_at timestamptz,
      decision_reason text,
      rev integer not null default 1,
      check ((state = 'PROPOSED') = (decided_by is null)),
      check ((decided_by is null) = (decided_at is null)),
      check (state = 'WITHDRAWN' or decided_by <> proposed_by),
      foreign key (partner, unit) references app.unit (partner, code)
    )`);
  await runner.query(
    `create unique index indicator_target_one_approved on app.indicator_target (partner, unit, indicator, period) where state = 'APPROVED'`,
  );
  await runner.query(
    'create index indicator_target_subject on app.indicator_target (partner, unit, period, state)',
  );
  await wallTable(runner, {
    table: 'indicator_target',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createNotes(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.definition_note (
      id uuid primary key,
      partner text not null references app.scope_code,
      indicator text not null,
      period_from text not null check (period_from ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      text text not null,
      state text not null default 'FILED' check (state in ('FILED', 'ACCEPTED', 'DECLINED', 'REVOKED')),
      filed_by text not null,
      filed_at timestamptz not null,
      decided_by text,
      decided_at timestamptz,
      decision_reason text,
      revoked_by text,
      revoked_at timestamptz,
      rev integer not null default 1,
      check ((state = 'FILED') = (decided_by is null)),
      check ((decided_by is null) = (decided_at is null)),
      check ((state = 'REVOKED') = (revoked_at is not null)),
      check (decided_by <> filed_by)
    )`);
  await runner.query(
    'create index definition_note_partner on app.definition_note (partner, indicator, state)',
  );
  await wallTable(runner, {
    table: 'definition_note',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}
