import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

const PRECISION = `check (%s in ('DAY','MONTH','YEAR','RANGE','UNKNOWN'))`;

/** Partners with their counterpart authorities; instruments with parties and acts. */
export class PartnershipsSchema1700000004000 implements MigrationInterface {
  name = 'PartnershipsSchema1700000004000';

  async up(runner: QueryRunner): Promise<void> {
    await createPartners(runner);
    await createAuthorities(runner);
    await createInstruments(runner);
    await createParties(runner);
    await createActs(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table app.instrument_act, app.instrument_party, app.instrument, app.counterpart_authority, app.partner',
    );
  }
}

async function createPartners(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.partner (
      partner text primary key references app.scope_code,
      kind text not null check (kind in ('COUNTRY','INTERNATIONAL_ORGANISATION','SUBNATIONAL','ASSOCIATION')),
      iso3166 text check (iso3166 ~ '^[A-Z]{2}$'),
      iso3 text check (iso3 ~ '^[A-Z]{3}$'),
      name text not null,
      status text not null check (status in ('PROSPECT','ENGAGED','ACTIVE','RESTRICTED','DORMANT','ENDED')),
      relation_kind text,
      cooperation_status text,
      note text,
      rev integer not null default 1
    )`);
  await runner.query(
    `comment on column app.partner.cooperation_status is 'state of the cooperation in the word of the documented facts'`,
  );
  await wallTable(runner, { table: 'partner', scope: 'partner', grants: ['select', 'insert', 'update'] });
}

async function createAuthorities(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.counterpart_authority (
      id uuid primary key,
      partner text not null references app.partner,
      name text not null,
      role text not null,
      ${documentedColumns('from')},
      ${documentedColumns('until')},
      unique (partner, name, role)
    )`);
  await wallTable(runner, { table: 'counterpart_authority', scope: 'partner', grants: ['select', 'insert'] });
}

async function createInstruments(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.instrument (
      id uuid primary key,
      partner text not null references app.scope_code,
      code text not null,
      kind text not null check (kind in ('INTERSTATE_TREATY','INTERGOVERNMENTAL_AGREEMENT','INTERAGENCY_MOU',
        'PROTOCOL_OF_INTENT','ACTION_PLAN','ADDENDUM','EXCHANGE_OF_LETTERS','CHARTER')),
      class text not null check (class in ('TREATY','NON_TREATY')),
      documented_type text,
      title text not null,
      place text,
      hq_party text,
      counterpart text not null,
      covers text[] not null default '{}',
      relation_kind text,
      entry_into_force_rule text not null default 'UNKNOWN' check (entry_into_force_rule in
        ('UNKNOWN','ON_SIGNATURE','ON_APPROVAL','ON_LAST_NOTIFICATION','FIXED_DATE','NTH_RATIFICATION')),
      entry_into_force_on date,
      ratifications_needed integer check (ratifications_needed > 0),
      supersedes uuid references app.instrument,
      note text,
      rev integer not null default 1,
      unique (partner, code),
      check ((entry_into_force_rule = 'FIXED_DATE') = (entry_into_force_on is not null)),
      check ((entry_into_force_rule = 'NTH_RATIFICATION') = (ratifications_needed is not null))
    )`);
  await runner.query(`comment on column app.instrument.partner is
    'the partner of a bilateral instrument; HQ for one of several partners, whose members stand in instrument_party'`);
  await wallTable(runner, { table: 'instrument', scope: 'partner', grants: ['select', 'insert', 'update'] });
}

async function createParties(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.instrument_party (
      partner text not null references app.partner,
      instrument_id uuid not null references app.instrument,
      primary key (partner, instrument_id)
    )`);
  await runner.query('create index instrument_party_instrument on app.instrument_party (instrument_id)');
  await wallTable(runner, { table: 'instrument_party', scope: 'partner', grants: ['select', 'insert'] });
}

async function createActs(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.instrument_act (
      id uuid primary key,
      partner text not null references app.scope_code,
      instrument_id uuid not null references app.instrument,
      act text not null check (act in ('INITIALLED','SIGNED','APPROVED','RATIFIED','ACCEDED','DOCUMENTS_EXCHANGED',
        'NOTIFIED','REGISTERED','RENEWED','AMENDED','SUSPENDED','RESUMED','DENOUNCED','TERMINATED')),
      party text not null references app.scope_code,
      ${documentedColumns('date')},
      future boolean not null default false,
      known_by date,
      note text,
      recorded_at timestamptz not null,
      recorded_by text not null,
      voided_at timestamptz,
      voided_by text,
      void_reason text,
      check ((voided_at is null) = (void_reason is null)),
      check (not (future and known_by is not null))
    )`);
  await runner.query(`comment on column app.instrument_act.known_by is
    'day on which the evidence at hand showed the act as done; bounds an act whose own date nobody printed'`);
  await runner.query('create index instrument_act_instrument on app.instrument_act (instrument_id)');
  await wallTable(runner, {
    table: 'instrument_act',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
  // Append-only: the database itself lets an act be voided and nothing else about it be changed.
  await runner.query('revoke update on app.instrument_act from asan_api, asan_worker');
  await runner.query(
    'grant update (voided_at, voided_by, void_reason) on app.instrument_act to asan_api, asan_worker',
  );
}

/** The four columns of a date as its sources state it. */
function documentedColumns(name: string): string {
  return `
      ${name}_earliest date,
      ${name}_latest date,
      ${name}_precision text not null ${PRECISION.replace('%s', `${name}_precision`)},
      ${name}_text text,
      check (${name}_earliest is null or ${name}_earliest <= ${name}_latest)`;
}
