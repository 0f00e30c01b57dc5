import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

const FORMER_STATES = "'DRAFT','SUBMITTED','IN_REVIEW','RETURNED','ACCEPTED','SUPERSEDED','VOIDED'";
const FORMER_OPEN = "'DRAFT', 'SUBMITTED', 'IN_REVIEW'";
const OPEN = "'DRAFT', 'READY', 'SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW'";

/** The whole way of a report: ready, held for a time, with the director, voided; questions become threads. */
export class ReviewWorkflowSchema1700000031100 implements MigrationInterface {
  name = 'ReviewWorkflowSchema1700000031100';

  async up(runner: QueryRunner): Promise<void> {
    await widenStates(runner, `${FORMER_STATES},'READY','IN_DIRECTOR_REVIEW'`, OPEN);
    await addHolders(runner);
    await turnQueriesIntoThreads(runner);
    await createAcknowledgements(runner);
    await createSuggestions(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.suggestion, app.finding_acknowledgement, app.query_message');
    await runner.query(
      `alter table app.review_query drop column state, drop column asked_by_name, drop column closed_by, drop column closed_at`,
    );
    await withoutForce(runner, 'submission', [
      "update app.submission set state = 'DRAFT' where state = 'READY'",
      "update app.submission set state = 'IN_REVIEW' where state = 'IN_DIRECTOR_REVIEW'",
    ]);
    await widenStates(runner, FORMER_STATES, FORMER_OPEN);
    await runner.query('drop index app.submission_in_review');
    await runner.query(
      `alter table app.submission drop column ready_by, drop column submitted_by_name, drop column submitted_for,
         drop column submitted_for_name, drop column reviewer_name, drop column review_lease_until,
         drop column resubmit_by, drop column escalated_by, drop column void_reason`,
    );
  }
}

async function widenStates(runner: QueryRunner, states: string, open: string): Promise<void> {
  await runner.query('alter table app.submission drop constraint submission_state_check');
  await runner.query(
    `alter table app.submission add constraint submission_state_check check (state in (${states}))`,
  );
  await runner.query('drop index app.submission_one_open');
  await runner.query(
    `create unique index submission_one_open on app.submission (partner, slot_id) where state in (${open})`,
  );
}

async function addHolders(runner: QueryRunner): Promise<void> {
  await runner.query(`
    alter table app.submission
      add column ready_by text,
      add column submitted_by_name text,
      add column submitted_for text,
      add column submitted_for_name text,
      add column reviewer_name text,
      add column review_lease_until timestamptz,
      add column resubmit_by timestamptz,
      add column escalated_by text,
      add column void_reason text`);
  await runner.query(
    `comment on column app.submission.submitted_for is 'The coordinator whose right a deputy used; four eyes cover both'`,
  );
  await runner.query(
    `comment on column app.submission.reviewer_name is 'As it was when the review began: partners cannot see accounts of headquarters'`,
  );
  await runner.query(
    `create index submission_in_review on app.submission (partner, state) where state in ('SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW')`,
  );
}

/** A migration's own role sees no row of a table whose policies are forced. */
async function withoutForce(
  runner: QueryRunner,
  table: string,
  statements: readonly string[],
): Promise<void> {
  await runner.query(`alter table app.${table} no force row level security`);
  for (const statement of statements) await runner.query(statement);
  await runner.query(`alter table app.${table} force row level security`);
}

async function turnQueriesIntoThreads(runner: QueryRunner): Promise<void> {
  await runner.query(`
    alter table app.review_query
      add column state text not null default 'OPEN' check (state in ('OPEN', 'ANSWERED', 'REOPENED', 'CLOSED')),
      add column asked_by_name text,
      add column closed_by text,
      add column closed_at timestamptz`);
  await runner.query(`
    create table app.query_message (
      id uuid primary key,
      partner text not null references app.scope_code,
      query_id uuid not null references app.review_query,
      side text not null check (side in ('HQ', 'PARTNER')),
      author text not null,
      author_name text,
      text text not null,
      at timestamptz not null
    )`);
  await withoutForce(runner, 'review_query', [
    "update app.review_query set state = 'ANSWERED' where answer is not null",
    `insert into app.query_message (id, partner, query_id, side, author, text, at)
     select gen_random_uuid(), partner, id, 'PARTNER', answered_by, answer, answered_at
       from app.review_query where answer is not null`,
  ]);
  await runner.query('create index query_message_query on app.query_message (partner, query_id)');
  // What was said stays said.
  await wallTable(runner, { table: 'query_message', scope: 'partner', grants: ['select', 'insert'] });
}

async function createAcknowledgements(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.finding_acknowledgement (
      partner text not null references app.scope_code,
      submission_id uuid not null references app.submission,
      rule text not null,
      cell text not null,
      acknowledged_by text not null,
      acknowledged_at timestamptz not null,
      primary key (partner, submission_id, rule, cell)
    )`);
  await wallTable(runner, {
    table: 'finding_acknowledgement',
    scope: 'partner',
    grants: ['select', 'insert'],
  });
}

async function createSuggestions(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.suggestion (
      id uuid primary key,
      partner text not null references app.scope_code,
      submission_id uuid not null references app.submission,
      slot_id uuid not null references app.report_slot,
      cell text not null,
      value numeric not null check (value <> 'NaN'),
      reason text not null,
      state text not null default 'OPEN' check (state in ('OPEN', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'LAPSED')),
      suggested_by text not null,
      suggested_by_name text,
      suggested_at timestamptz not null,
      decided_by text,
      decided_at timestamptz,
      decision_reason text,
      rev integer not null default 1,
      check ((state = 'OPEN') = (decided_at is null)),
      check (state <> 'DECLINED' or decision_reason is not null)
    )`);
  await runner.query(
    "create unique index suggestion_one_open on app.suggestion (partner, slot_id, cell) where state = 'OPEN'",
  );
  await wallTable(runner, { table: 'suggestion', scope: 'partner', grants: ['select', 'insert', 'update'] });
}
