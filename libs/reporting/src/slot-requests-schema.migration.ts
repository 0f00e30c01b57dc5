import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** What two persons may agree on about one expected report: more time, no report, or entry once more. */
export class SlotRequestsSchema1700000010200 implements MigrationInterface {
  name = 'SlotRequestsSchema1700000010200';

  async up(runner: QueryRunner): Promise<void> {
    await addTerms(runner);
    await createRequests(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.slot_request');
    await runner.query(
      `alter table app.report_slot drop column extended_due_at, drop column reopened_until, drop column waived_by,
         drop column waiver_code, drop column cancel_reason`,
    );
  }
}

async function addTerms(runner: QueryRunner): Promise<void> {
  await runner.query(`
    alter table app.report_slot
      add column extended_due_at timestamptz,
      add column reopened_until timestamptz,
      add column waived_by text,
      add column waiver_code text,
      add column cancel_reason text
        check (cancel_reason in ('NO_ASSIGNMENT', 'CENTRE_NOT_OPERATING'))
        check (cancel_reason is null or cancelled_at is not null)`);
  await runner.query(
    `comment on column app.report_slot.extended_due_at is 'Granted by two persons; due_at stays what timeliness is measured by'`,
  );
}

async function createRequests(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.slot_request (
      id uuid primary key,
      partner text not null references app.scope_code,
      slot_id uuid not null references app.report_slot,
      kind text not null check (kind in ('EXTENSION', 'WAIVER', 'WAIVER_REVOCATION', 'REOPENING')),
      state text not null default 'REQUESTED' check (state in ('REQUESTED', 'GRANTED', 'DECLINED', 'WITHDRAWN')),
      until timestamptz,
      code text,
      reason text not null,
      requested_by text not null,
      requested_at timestamptz not null,
      closed_by text,
      closed_at timestamptz,
      decision_reason text,
      revoked_at timestamptz,
      rev integer not null default 1,
      check ((kind in ('EXTENSION', 'REOPENING')) = (until is not null)),
      check ((kind = 'WAIVER') = (code is not null)),
      check ((state = 'REQUESTED') = (closed_at is null)),
      check ((closed_at is null) = (closed_by is null)),
      check (state <> 'DECLINED' or decision_reason is not null),
      check (revoked_at is null or (kind = 'WAIVER' and state = 'GRANTED' and revoked_at >= closed_at))
    )`);
  // Four eyes, kept by the database as well: who asks never decides, and only who asked takes it back.
  await runner.query(
    `alter table app.slot_request add constraint slot_request_two_persons check (
       state = 'REQUESTED' or (state = 'WITHDRAWN') = (closed_by = requested_by))`,
  );
  await runner.query(
    "create unique index slot_request_one_open on app.slot_request (partner, slot_id, kind) where state = 'REQUESTED'",
  );
  await runner.query('create index slot_request_slot on app.slot_request (partner, slot_id)');
  await wallTable(runner, {
    table: 'slot_request',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}
