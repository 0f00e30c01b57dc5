import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

const RUNTIME_ROLES = 'asan_api, asan_worker';

/** Terms, authentic titles, signatories, accessions and clauses of instruments. */
export class InstrumentDetailsSchema1700000020100 implements MigrationInterface {
  name = 'InstrumentDetailsSchema1700000020100';

  async up(runner: QueryRunner): Promise<void> {
    await describeInstruments(runner);
    await describeParties(runner);
    await describeActs(runner);
    await createClauses(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.instrument_clause');
    await runner.query(
      `alter table app.instrument_act drop column reservation, ${dropDocumented('new_until')}`,
    );
    await runner.query(
      `revoke update (role, capacity, signatories) on app.instrument_party from ${RUNTIME_ROLES}`,
    );
    await runner.query('drop policy instrument_party_update on app.instrument_party');
    await runner.query(`alter table app.instrument_party
      drop column role, drop column capacity, drop column signatories, drop column acceded`);
    await runner.query(`alter table app.instrument
      drop column titles, drop column depositary, drop column entry_into_force_days, drop column renewal_mode,
      drop column renewal_period, drop column notice_period, drop column amends, drop column hq_role,
      drop column hq_capacity, drop column hq_signatories, ${dropDocumented('term_from')},
      ${dropDocumented('term_until')}`);
  }
}

async function describeInstruments(runner: QueryRunner): Promise<void> {
  await runner.query(`
    alter table app.instrument
      add column titles jsonb not null default '[]',
      add column depositary text,
      add column entry_into_force_days integer not null default 0 check (entry_into_force_days between 0 and 3650),
      ${addDocumented('term_from')},
      ${addDocumented('term_until')},
      add column renewal_mode text not null default 'UNKNOWN'
        check (renewal_mode in ('AUTO','BY_NOTICE','BY_NEW_INSTRUMENT','INDEFINITE','UNKNOWN')),
      add column renewal_period text,
      add column notice_period text,
      add column amends uuid references app.instrument check (amends <> id),
      add column hq_role text,
      add column hq_capacity text,
      add column hq_signatories jsonb not null default '[]'`);
  await runner.query(
    `comment on column app.instrument.notice_period is 'ISO 8601 duration before the end of the term or of a denunciation taking effect'`,
  );
  await runner.query(
    'create index instrument_supersedes on app.instrument (supersedes) where supersedes is not null',
  );
  await runner.query('create index instrument_amends on app.instrument (amends) where amends is not null');
}

async function describeParties(runner: QueryRunner): Promise<void> {
  await runner.query(`
    alter table app.instrument_party
      add column role text,
      add column capacity text,
      add column signatories jsonb not null default '[]',
      add column acceded boolean not null default false`);
  await runner.query(
    `comment on column app.instrument_party.acceded is 'joined by accession: a party from that act on, not from the beginning'`,
  );
  const inScope = 'partner = any ((select app.scope())::text[])';
  await runner.query(`create policy instrument_party_update on app.instrument_party for update to ${RUNTIME_ROLES}
    using (${inScope}) with check (${inScope})`);
  await runner.query(
    `grant update (role, capacity, signatories) on app.instrument_party to ${RUNTIME_ROLES}`,
  );
}

async function describeActs(runner: QueryRunner): Promise<void> {
  await runner.query(`
    alter table app.instrument_act add column reservation text, ${addDocumented('new_until')}`);
}

async function createClauses(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.instrument_clause (
      id uuid primary key,
      partner text not null references app.scope_code,
      instrument_id uuid not null references app.instrument,
      ref text not null,
      position integer not null,
      effect text not null check (effect in ('ORIGINAL','ADD','REPLACE','DELETE')),
      heading text,
      body text,
      recorded_at timestamptz not null,
      recorded_by text not null,
      unique (partner, instrument_id, ref),
      check ((effect = 'DELETE') = (body is null))
    )`);
  await runner.query(`comment on column app.instrument_clause.effect is
    'ORIGINAL for a clause of a first text; otherwise what an amendment does to the clause of this number'`);
  await wallTable(runner, { table: 'instrument_clause', scope: 'partner', grants: ['select', 'insert'] });
}

/** The four columns of a date as its sources state it; rows from before say that it is unknown. */
function addDocumented(name: string): string {
  return `
      add column ${name}_earliest date,
      add column ${name}_latest date,
      add column ${name}_precision text not null default 'UNKNOWN'
        check (${name}_precision in ('DAY','MONTH','YEAR','RANGE','UNKNOWN')),
      add column ${name}_text text,
      add check (${name}_earliest is null or ${name}_earliest <= ${name}_latest)`;
}

function dropDocumented(name: string): string {
  return ['earliest', 'latest', 'precision', 'text'].map((part) => `drop column ${name}_${part}`).join(', ');
}
