import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** Corrections as something asked for and decided, and what changed in the ledger as news for other systems. */
export class CorrectionsSchema1700000033200 implements MigrationInterface {
  name = 'CorrectionsSchema1700000033200';

  async up(runner: QueryRunner): Promise<void> {
    await createRequests(runner);
    await createEvents(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.ledger_event, app.correction_request');
  }
}

async function createRequests(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.correction_request (
      id uuid primary key,
      partner text not null references app.scope_code,
      slot_id uuid not null references app.report_slot,
      submission_id uuid not null references app.submission,
      kind text not null check (kind in ('ERROR_FIX', 'LATE_DATA', 'METHOD_CHANGE', 'RECLASSIFICATION')),
      reason text not null,
      state text not null default 'OPEN' check (state in ('OPEN', 'GRANTED', 'DECLINED', 'APPLIED', 'LAPSED')),
      requested_by text not null,
      requested_by_name text not null,
      requested_side text not null check (requested_side in ('PARTNER', 'HQ')),
      requested_at timestamptz not null,
      decided_by text,
      decided_by_name text,
      decided_at timestamptz,
      decided_in text check (decided_in in ('OPEN', 'LATE', 'RELEASED')),
      decision_reason text,
      revision_id uuid references app.submission,
      submit_by timestamptz,
      closed_at timestamptz,
      applied_revision_id uuid references app.submission,
      rev integer not null default 1,
      check ((state = 'OPEN') = (decided_at is null)),
      check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (decided_in is null)),
      check (state <> 'DECLINED' or (decision_reason is not null and revision_id is null)),
      check (state not in ('GRANTED', 'APPLIED', 'LAPSED') or (revision_id is not null and submit_by is not null)),
      check ((state in ('APPLIED', 'LAPSED')) = (closed_at is not null)),
      check ((state = 'APPLIED') = (applied_revision_id is not null)),
      constraint correction_request_two_persons check (decided_by <> requested_by)
    )`);
  // Beside an accepted report there is one thing at most on its way.
  await runner.query(
    "create unique index correction_request_one_open on app.correction_request (partner, slot_id) where state in ('OPEN', 'GRANTED')",
  );
  await runner.query('create index correction_request_slot on app.correction_request (partner, slot_id)');
  await wallTable(runner, {
    table: 'correction_request',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createEvents(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.ledger_event (
      id uuid primary key,
      partner text not null references app.scope_code,
      kind text not null check (kind in ('observation.revised')),
      slot_id uuid not null references app.report_slot,
      payload jsonb not null,
      at timestamptz not null
    )`);
  await runner.query('create index ledger_event_slot on app.ledger_event (partner, slot_id)');
  await runner.query(
    `comment on table app.ledger_event is 'What other systems have to hear about the ledger; written in the transaction that made it true'`,
  );
  await wallTable(runner, { table: 'ledger_event', scope: 'partner', grants: ['select', 'insert'] });
}
