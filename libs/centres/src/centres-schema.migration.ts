import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** Reporting units, their place in the network over time, their status over time, and what a centre is. */
export class CentresSchema1700000005000 implements MigrationInterface {
  name = 'CentresSchema1700000005000';

  async up(runner: QueryRunner): Promise<void> {
    await createUnits(runner);
    await createParents(runner);
    await createIntervals(runner);
    await createCentres(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.centre, app.unit_status_interval, app.unit_parent, app.unit');
  }
}

async function createUnits(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.unit (
      partner text not null references app.scope_code,
      code text not null check (code ~ '^(NET|REG|CTR|MOB|CTY)-[A-Z0-9]+(-[A-Z0-9]+)*$'),
      type text not null check (type in ('COUNTRY','REGION','CENTRE','MOBILE','NETWORK')),
      name text not null,
      time_zone text not null,
      created_at timestamptz not null,
      primary key (partner, code)
    )`);
  await wallTable(runner, { table: 'unit', scope: 'partner', grants: ['select', 'insert', 'update'] });
}

async function createParents(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.unit_parent (
      partner text not null references app.scope_code,
      unit text not null,
      parent text not null,
      valid_from date,
      valid_until date,
      foreign key (partner, unit) references app.unit (partner, code),
      foreign key (partner, parent) references app.unit (partner, code),
      unique nulls not distinct (partner, unit, valid_from),
      check (valid_until > valid_from),
      check (unit <> parent)
    )`);
  await wallTable(runner, { table: 'unit_parent', scope: 'partner', grants: ['select', 'insert', 'update'] });
}

async function createIntervals(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.unit_status_interval (
      id uuid primary key,
      partner text not null references app.scope_code,
      unit text not null,
      status text not null check (status in
        ('PLANNED','UNDER_CONSTRUCTION','PRE_OPENING','OPERATING','SUSPENDED','CLOSED')),
      from_earliest date,
      from_latest date,
      from_precision text not null check (from_precision in ('DAY','MONTH','YEAR','RANGE','UNKNOWN')),
      from_text text,
      until_earliest date,
      until_latest date,
      until_precision text not null check (until_precision in ('DAY','MONTH','YEAR','RANGE','UNKNOWN')),
      until_text text,
      valid_from date generated always as (from_latest) stored,
      valid_until date generated always as (until_earliest) stored,
      known_by date,
      note text,
      foreign key (partner, unit) references app.unit (partner, code),
      unique nulls not distinct (partner, unit, valid_from),
      check (from_earliest is null or from_earliest <= from_latest),
      check (until_earliest is null or until_earliest <= until_latest),
      check (until_earliest >= from_latest)
    )`);
  await runner.query(`comment on column app.unit_status_interval.valid_from is
    'first day on which the status is certain; null: began on a day that no source gives'`);
  await runner.query(`comment on column app.unit_status_interval.valid_until is
    'first day on which the status may have ended (exclusive end); null: not ended as far as known'`);
  await wallTable(runner, {
    table: 'unit_status_interval',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createCentres(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.centre (
      partner text not null references app.scope_code,
      unit text not null,
      local_brand text,
      city text,
      admin1 text,
      replication_class text check (replication_class in ('SUPPORTED','REPLICATED','INSPIRED')),
      opening_hours text,
      operator text,
      first_in_network boolean,
      note text,
      primary key (partner, unit),
      foreign key (partner, unit) references app.unit (partner, code)
    )`);
  await runner.query(`comment on column app.centre.replication_class is
    'SUPPORTED: established with headquarters support; REPLICATED: by the partner; INSPIRED; null: not documented'`);
  await wallTable(runner, { table: 'centre', scope: 'partner', grants: ['select', 'insert', 'update'] });
}
