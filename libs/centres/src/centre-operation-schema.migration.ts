import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** When a centre is open, when it is closed nevertheless, and which of headquarters' programmes it runs. */
export class CentreOperationSchema1700000039300 implements MigrationInterface {
  name = 'CentreOperationSchema1700000039300';

  async up(runner: QueryRunner): Promise<void> {
    await createWeeks(runner);
    await createClosures(runner);
    await createProgrammes(runner);
    await createIntakes(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table app.volunteer_intake, app.centre_programme, app.centre_closure, app.opening_week',
    );
  }
}

async function createWeeks(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.opening_week (
      partner text not null references app.scope_code,
      unit text not null,
      valid_from date not null,
      week jsonb not null check (jsonb_typeof(week) = 'object'),
      recorded_at timestamptz not null,
      primary key (partner, unit, valid_from),
      foreign key (partner, unit) references app.unit (partner, code)
    )`);
  await runner.query(`comment on column app.opening_week.week is
    'hours by ISO weekday, {"1": [{"opens": "09:00", "closes": "18:00"}]}; a weekday that is absent is closed'`);
  await wallTable(runner, { table: 'opening_week', scope: 'partner', grants: ['select', 'insert'] });
}

async function createClosures(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.centre_closure (
      id uuid primary key,
      partner text not null references app.scope_code,
      unit text not null,
      first_day date not null,
      until date not null,
      reason text not null,
      recorded_at timestamptz not null,
      foreign key (partner, unit) references app.unit (partner, code),
      unique (partner, unit, first_day),
      check (until > first_day)
    )`);
  await wallTable(runner, { table: 'centre_closure', scope: 'partner', grants: ['select', 'insert'] });
}

async function createProgrammes(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.centre_programme (
      id uuid primary key,
      partner text not null references app.scope_code,
      unit text not null,
      programme text not null check (programme in
        ('STANDARDS','VOLUNTEER_PROGRAMME','MOBILE','SOLUTIONS','FRIENDSHIP_CORNER','DOST')),
      stage text not null check (stage in ('LICENSED','PLANNED','APPLIED','ENDED')),
      since date,
      source text not null,
      note text,
      recorded_at timestamptz not null,
      foreign key (partner, unit) references app.unit (partner, code),
      unique nulls not distinct (partner, unit, programme, stage, since)
    )`);
  await runner.query("comment on column app.centre_programme.since is 'null: no source gives the day'");
  await wallTable(runner, { table: 'centre_programme', scope: 'partner', grants: ['select', 'insert'] });
}

async function createIntakes(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.volunteer_intake (
      id uuid primary key,
      partner text not null references app.scope_code,
      unit text not null,
      starts_on date not null,
      volunteers integer not null check (volunteers > 0),
      hours numeric(12,2) check (hours >= 0),
      source text not null,
      recorded_at timestamptz not null,
      foreign key (partner, unit) references app.unit (partner, code),
      unique (partner, unit, starts_on)
    )`);
  await runner.query(`comment on column app.volunteer_intake.hours is
    'hours that the volunteers of this intake gave; null: not documented'`);
  await wallTable(runner, { table: 'volunteer_intake', scope: 'partner', grants: ['select', 'insert'] });
}
