import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATES_BEFORE = "'QUEUED','RUNNING','SUCCEEDED','PARTIALLY_SUCCEEDED','FAILED','CANCELLED'";
const STATES = `${STATES_BEFORE},'CANCELLING','EXPIRED'`;

/** What lets people steer jobs: cancelling, expiry, repetition, groups, and the mark of a stuck one. */
export class JobControlSchema1700000010700 implements MigrationInterface {
  name = 'JobControlSchema1700000010700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.job
        drop constraint job_state_check,
        add constraint job_state_check check (state in (${STATES})),
        add constraint job_of_partner unique (partner, id),
        add column retry_of uuid,
        add column parent_id uuid,
        add column counts_children boolean not null default false,
        add column expires_at timestamptz,
        add column ordered_at timestamptz not null default clock_timestamp(),
        add column budget_seconds integer not null default 900 check (budget_seconds > 0),
        add column over_budget_since timestamptz,
        add column crashes integer not null default 0,
        add constraint job_retry_of foreign key (partner, retry_of) references app.job (partner, id),
        add constraint job_parent foreign key (partner, parent_id) references app.job (partner, id)`);
    await runner.query('create index job_listed on app.job (partner, created_at desc, id desc)');
    await runner.query('create index job_child on app.job (parent_id) where parent_id is not null');
    await runner.query('drop index app.job_runnable');
    await runner.query(
      "create index job_runnable on app.job (created_at) where state in ('QUEUED','RUNNING','CANCELLING')",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("update app.job set state = 'CANCELLED' where state in ('CANCELLING','EXPIRED')");
    await runner.query('drop index app.job_runnable, app.job_listed, app.job_child');
    await runner.query(
      "create index job_runnable on app.job (created_at) where state in ('QUEUED','RUNNING')",
    );
    await runner.query(`
      alter table app.job
        drop constraint job_parent,
        drop constraint job_retry_of,
        drop column retry_of, drop column parent_id, drop column counts_children, drop column expires_at,
        drop column ordered_at, drop column budget_seconds, drop column over_budget_since,
        drop column crashes,
        drop constraint job_of_partner,
        drop constraint job_state_check,
        add constraint job_state_check check (state in (${STATES_BEFORE}))`);
  }
}
