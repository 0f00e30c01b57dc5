import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

const PROOFS = ['CLAIM', 'URL', 'DOCUMENT', 'ENGAGEMENT'];

/** Missions and trainings, that they may prove something, and the documented milestones of a rollout. */
export class MissionsSchema1700000038300 implements MigrationInterface {
  name = 'MissionsSchema1700000038300';

  async up(runner: QueryRunner): Promise<void> {
    await createMissions(runner);
    await createTrainings(runner);
    await createMilestones(runner);
    await allowProofs(runner, [...PROOFS, 'MISSION', 'TRAINING_EVENT']);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Such a proof would point at nothing. The owner sees the rows of a walled table only while FORCE is lifted.
    await runner.query('alter table app.evidence no force row level security');
    await runner.query(`delete from app.evidence where kind in ('MISSION','TRAINING_EVENT')`);
    await runner.query('alter table app.evidence force row level security');
    await allowProofs(runner, PROOFS);
    await runner.query('drop table app.rollout_milestone, app.training_event, app.mission');
  }
}

async function createMissions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.mission (
      id uuid primary key,
      partner text not null references app.scope_code,
      rollout_id uuid,
      purpose text not null,
      place text,
      starts_on date not null,
      returns_on date not null,
      team jsonb not null check (jsonb_typeof(team) = 'array'),
      report_days integer not null check (report_days between 0 and 100),
      report_due_on date not null,
      reported_on date,
      report text,
      recorded_at timestamptz not null,
      recorded_by text not null,
      rev integer not null default 1,
      foreign key (partner, rollout_id) references app.rollout (partner, id),
      check (returns_on >= starts_on),
      check ((reported_on is null) = (report is null))
    )`);
  await runner.query('create index mission_newest on app.mission (partner, starts_on desc, id)');
  await wallTable(runner, { table: 'mission', scope: 'partner', grants: ['select', 'insert', 'update'] });
}

async function createTrainings(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.training_event (
      id uuid primary key,
      partner text not null references app.scope_code,
      rollout_id uuid,
      title text not null,
      place text,
      starts_on date not null,
      ends_on date not null,
      hours numeric(6, 2) not null check (hours > 0),
      participants integer not null check (participants >= 0),
      passed integer check (passed between 0 and participants),
      result text,
      recorded_at timestamptz not null,
      recorded_by text not null,
      foreign key (partner, rollout_id) references app.rollout (partner, id),
      check (ends_on >= starts_on)
    )`);
  await runner.query(
    'create index training_event_newest on app.training_event (partner, starts_on desc, id)',
  );
  await wallTable(runner, { table: 'training_event', scope: 'partner', grants: ['select', 'insert'] });
}

async function createMilestones(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.rollout_milestone (
      id uuid primary key,
      partner text not null,
      rollout_id uuid not null,
      origin text not null,
      step text not null,
      event text not null,
      date_earliest date,
      date_latest date,
      date_precision text not null check (date_precision in ('DAY','MONTH','YEAR','RANGE','UNKNOWN')),
      date_text text,
      sources jsonb not null check (jsonb_typeof(sources) = 'array' and jsonb_array_length(sources) > 0),
      recorded_at timestamptz not null,
      unique (partner, origin),
      foreign key (partner, rollout_id) references app.rollout (partner, id),
      check (date_earliest is null or date_earliest <= date_latest)
    )`);
  await runner.query(
    `comment on column app.rollout_milestone.step is 'the kind of step in the words of the documented facts'`,
  );
  await wallTable(runner, { table: 'rollout_milestone', scope: 'partner', grants: ['select', 'insert'] });
}

async function allowProofs(runner: QueryRunner, kinds: readonly string[]): Promise<void> {
  await runner.query(`
    alter table app.evidence drop constraint evidence_kind_check,
      add constraint evidence_kind_check check (kind in (${kinds.map((kind) => `'${kind}'`).join(',')}))`);
}
