import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** What instruments oblige a side to do, and when each performance is due. */
export class ObligationsSchema1700000020300 implements MigrationInterface {
  name = 'ObligationsSchema1700000020300';

  async up(runner: QueryRunner): Promise<void> {
    await createObligations(runner);
    await createOccurrences(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.obligation_occurrence, app.obligation');
  }
}

async function createObligations(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.obligation (
      id uuid primary key,
      partner text not null references app.partner,
      instrument_id uuid not null references app.instrument,
      clause_ref text not null,
      obliged_side text not null check (obliged_side in ('HQ','PARTNER')),
      kind text not null check (kind in ('DELIVERABLE','REPORTING','PAYMENT','TRAINING','DATA','BRAND','CONFIDENTIALITY')),
      title text not null,
      description text,
      frequency text not null check (frequency in ('ONCE','MONTHLY','QUARTERLY','YEARLY')),
      first_due_on date not null,
      last_due_on date,
      lead_days integer not null check (lead_days between 0 and 366),
      evidence_required boolean not null,
      survives boolean not null,
      risk text not null check (risk in ('LOW','MEDIUM','HIGH')),
      owner text,
      recorded_at timestamptz not null,
      recorded_by text not null,
      unique (partner, id),
      check (last_due_on is null or last_due_on >= first_due_on),
      check (frequency <> 'ONCE' or last_due_on is null)
    )`);
  await runner.query(`comment on column app.obligation.partner is
    'the partner that owes or is owed; headquarters is always the other side'`);
  await runner.query(
    `comment on column app.obligation.survives is 'stays due after the end of its instrument, e.g. confidentiality'`,
  );
  await runner.query('create index obligation_instrument on app.obligation (instrument_id, clause_ref)');
  await wallTable(runner, { table: 'obligation', scope: 'partner', grants: ['select', 'insert'] });
}

async function createOccurrences(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.obligation_occurrence (
      id uuid primary key,
      partner text not null,
      obligation_id uuid not null,
      due_on date not null,
      state text not null default 'SCHEDULED' check (state in
        ('SCHEDULED','OPEN','SUBMITTED_FOR_ACCEPTANCE','FULFILLED','WAIVED','DISPUTED')),
      reason text,
      submitted_by text,
      submitted_at timestamptz,
      decided_by text,
      decided_at timestamptz,
      rev integer not null default 1,
      unique (partner, obligation_id, due_on),
      foreign key (partner, obligation_id) references app.obligation (partner, id)
    )`);
  await runner.query(`comment on column app.obligation_occurrence.state is
    'as last decided; that an occurrence is open or overdue follows from the day and is never stored'`);
  await runner.query('create index obligation_occurrence_due on app.obligation_occurrence (due_on, id)');
  await wallTable(runner, {
    table: 'obligation_occurrence',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}
