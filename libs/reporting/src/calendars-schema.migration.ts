import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openTable, wallTable } from '#platform';

/**
 * Calendars as data: who reports in which calendar, which days are worked, where lunar months begin, and what a
 * later announcement would do to a due date that stands already. Countries' calendars are public knowledge and
 * open to every reader; what concerns a single unit is walled like everything else of its partner.
 */
export class CalendarsSchema1700000010100 implements MigrationInterface {
  name = 'CalendarsSchema1700000010100';

  async up(runner: QueryRunner): Promise<void> {
    await createWorkingCalendars(runner);
    await createAssignments(runner);
    await createLunarMonths(runner);
    await createEdition(runner);
    await markPeriods(runner);
    await createProposals(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.deadline_proposal');
    await runner.query('alter table app.report_slot drop column replaced_at');
    await runner.query(
      'alter table app.period drop column irregular, drop column comparable, drop column alignment',
    );
    await runner.query(
      'drop table app.calendar_edition, app.lunar_month, app.unit_calendar_assignment, app.calendar_assignment, app.calendar_day, app.working_week, app.working_calendar',
    );
  }
}

async function createWorkingCalendars(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.working_calendar (
      code text primary key check (code ~ '^[A-Z]{2,10}$'),
      zone text not null,
      version text not null,
      confirmed boolean not null,
      note text
    )`);
  await runner.query(`
    create table app.working_week (
      calendar text not null references app.working_calendar,
      valid_from date,
      valid_until date,
      weekdays smallint[] not null check (cardinality(weekdays) between 1 and 7),
      unique nulls not distinct (calendar, valid_from),
      check (valid_until > valid_from)
    )`);
  await runner.query(`
    create table app.calendar_day (
      id uuid primary key,
      calendar text not null references app.working_calendar,
      day date not null check (isfinite(day)),
      kind text not null check (kind in ('HOLIDAY','WORKING','HALF_DAY')),
      name text not null,
      source text not null,
      tentative boolean not null,
      closes_at text check (closes_at ~ '^[0-2][0-9]:[0-5][0-9]$'),
      recorded_at timestamptz not null,
      recorded_by text,
      origin text not null check (origin in ('FILE','DESK')),
      check ((kind = 'HALF_DAY') = (closes_at is not null))
    )`);
  await runner.query('create index calendar_day_day on app.calendar_day (calendar, day)');
  await openTable(runner, 'working_calendar', ['select', 'update']);
  await openTable(runner, 'working_week', ['select']);
  await openTable(runner, 'calendar_day', ['select', 'insert']);
}

const ASSIGNMENT_COLUMNS = `
      scheme text not null,
      zone text not null,
      working_calendar text not null references app.working_calendar,
      valid_from date check (isfinite(valid_from)),
      valid_until date check (isfinite(valid_until)),
      confirmed boolean not null,
      note text,
      source text not null,
      recorded_at timestamptz not null,
      recorded_by text,
      check (valid_until > valid_from)`;

async function createAssignments(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.calendar_assignment (
      id uuid primary key,
      country text not null,
      origin text not null check (origin in ('FILE','DESK')),
      ${ASSIGNMENT_COLUMNS},
      unique nulls not distinct (country, valid_from)
    )`);
  await openTable(runner, 'calendar_assignment', ['select', 'insert', 'update']);
  await runner.query(`
    create table app.unit_calendar_assignment (
      id uuid primary key,
      partner text not null references app.scope_code,
      unit text not null,
      ${ASSIGNMENT_COLUMNS},
      foreign key (partner, unit) references app.unit (partner, code),
      unique nulls not distinct (partner, unit, valid_from)
    )`);
  await wallTable(runner, {
    table: 'unit_calendar_assignment',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createLunarMonths(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.lunar_month (
      year integer not null,
      month integer not null check (month between 1 and 12),
      first_day date not null check (isfinite(first_day)),
      announced boolean not null,
      source text not null,
      recorded_at timestamptz not null,
      recorded_by text,
      primary key (year, month, recorded_at)
    )`);
  await openTable(runner, 'lunar_month', ['select', 'insert']);
}

/** One row that changes with every change of a calendar, so that a reader of a copy knows when it is old. */
async function createEdition(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.calendar_edition (
      only_one boolean primary key default true check (only_one),
      edition uuid not null,
      file_digest text
    )`);
  await openTable(runner, 'calendar_edition', ['select', 'update']);
  await runner.query('insert into app.calendar_edition (edition) values (gen_random_uuid())');
}

async function markPeriods(runner: QueryRunner): Promise<void> {
  await runner.query(`
    alter table app.period
      add column irregular boolean not null default false,
      add column comparable boolean not null default true,
      add column alignment text not null default 'MAJORITY' check (alignment in ('MAJORITY','APPORTION'))`);
  await runner.query(`
    alter table app.report_slot add column replaced_at timestamptz,
      add constraint report_slot_replaced_is_cancelled check (replaced_at is null or cancelled_at is not null)`);
  await runner.query(
    `comment on column app.report_slot.replaced_at is 'Cancelled before it opened, because the calendar changed and has no such month any more'`,
  );
  const comments = {
    irregular: 'A change of calendar made this period shorter or longer than its month',
    comparable:
      'False for a month that must not be compared with its neighbours: Pagume alone, or an irregular one',
    alignment:
      'APPORTION: the period shares its figures out to Gregorian months by days, as lunar months must',
  };
  for (const [column, text] of Object.entries(comments))
    await runner.query(`comment on column app.period.${column} is '${text}'`);
}

async function createProposals(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.deadline_proposal (
      id uuid primary key,
      partner text not null references app.scope_code,
      slot_id uuid not null references app.report_slot,
      old_due_at timestamptz not null,
      new_due_at timestamptz not null,
      new_lock_at timestamptz not null,
      due_explanation jsonb not null,
      cause text not null,
      state text not null check (state in ('PROPOSED','APPLIED','DECLINED')),
      proposed_by text not null,
      proposed_at timestamptz not null,
      decided_by text,
      decided_at timestamptz,
      decision_note text,
      rev integer not null default 1,
      check (new_due_at > old_due_at),
      check ((state = 'PROPOSED') = (decided_by is null)),
      check ((decided_by is null) = (decided_at is null)),
      check (decided_by <> proposed_by)
    )`);
  await runner.query(
    "create unique index deadline_proposal_one_open on app.deadline_proposal (partner, slot_id) where state = 'PROPOSED'",
  );
  await runner.query(
    'create index deadline_proposal_newest on app.deadline_proposal (partner, proposed_at desc, id desc)',
  );
  await wallTable(runner, {
    table: 'deadline_proposal',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}
