import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

const SIDES = `('HQ','PARTNER','THIRD_PARTY')`;

/** The tasks of a rollout with their days, how the plan was moved, and what somebody has to clear out of the way. */
export class RolloutPlansSchema1700000038200 implements MigrationInterface {
  name = 'RolloutPlansSchema1700000038200';

  async up(runner: QueryRunner): Promise<void> {
    await createTasks(runner);
    await createReplans(runner);
    await createIssues(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table app.rollout_issue_turn, app.rollout_issue, app.rollout_replan, app.rollout_task',
    );
  }
}

async function createTasks(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.rollout_task (
      id uuid primary key,
      partner text not null,
      rollout_id uuid not null,
      code text not null,
      title text not null,
      stage text not null check (stage in ('S0','S1','S2','S3','S4','S5')),
      owner_side text not null check (owner_side in ${SIDES}),
      anchor text not null check (anchor in ('AGREEMENT_IN_FORCE','PLANNED_OPENING','TASK')),
      anchor_task text,
      days integer not null check (days between -1000 and 1000),
      critical boolean not null,
      mandatory boolean not null,
      state text not null default 'OPEN' check (state in ('OPEN','DONE','DROPPED')),
      due_on date,
      baseline_due_on date,
      done_on date,
      reason text,
      rev integer not null default 1,
      unique (partner, rollout_id, code),
      foreign key (partner, rollout_id) references app.rollout (partner, id),
      check ((anchor = 'TASK') = (anchor_task is not null)),
      check ((state = 'DONE') = (done_on is not null))
    )`);
  await runner.query(
    `comment on column app.rollout_task.days is 'working days of the partner from the anchor'`,
  );
  await wallTable(runner, {
    table: 'rollout_task',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createReplans(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.rollout_replan (
      id uuid primary key,
      partner text not null,
      rollout_id uuid not null,
      reason_code text not null,
      note text,
      before jsonb not null,
      after jsonb not null,
      moved jsonb not null,
      after_baseline boolean not null,
      recorded_at timestamptz not null,
      recorded_by text not null,
      recorded_by_name text not null,
      foreign key (partner, rollout_id) references app.rollout (partner, id)
    )`);
  await runner.query('create index rollout_replan_of on app.rollout_replan (partner, rollout_id, id)');
  await wallTable(runner, { table: 'rollout_replan', scope: 'partner', grants: ['select', 'insert'] });
}

async function createIssues(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.rollout_issue (
      id uuid primary key,
      partner text not null,
      rollout_id uuid not null,
      title text not null,
      blocking boolean not null,
      owner_side text not null check (owner_side in ${SIDES}),
      state text not null default 'OPEN' check (state in ('OPEN','RESOLVED')),
      opened_on date not null,
      resolved_on date,
      resolution text,
      recorded_at timestamptz not null,
      recorded_by text not null,
      rev integer not null default 1,
      unique (partner, id),
      foreign key (partner, rollout_id) references app.rollout (partner, id),
      check ((state = 'RESOLVED') = (resolved_on is not null))
    )`);
  await runner.query('create index rollout_issue_of on app.rollout_issue (partner, rollout_id, id)');
  await runner.query(`
    create table app.rollout_issue_turn (
      partner text not null,
      issue_id uuid not null,
      turn integer not null,
      owner_side text not null check (owner_side in ${SIDES}),
      from_on date not null,
      until_on date,
      primary key (partner, issue_id, turn),
      foreign key (partner, issue_id) references app.rollout_issue (partner, id),
      check (until_on is null or until_on >= from_on)
    )`);
  await runner.query(
    `comment on table app.rollout_issue_turn is 'on whose side an issue lay, during [from_on, until_on)'`,
  );
  await wallTable(runner, {
    table: 'rollout_issue',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
  await wallTable(runner, {
    table: 'rollout_issue_turn',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}
