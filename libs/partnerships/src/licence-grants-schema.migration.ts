import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

const COMPONENTS = `('ASAN','STANDARDS','BRAND','VOLUNTEER_PROGRAMME','SOLUTIONS','MOBILE','DOST')`;

/** Which part of the model a partner may use by which instrument, and the director's waivers where none covers it. */
export class LicenceGrantsSchema1700000020200 implements MigrationInterface {
  name = 'LicenceGrantsSchema1700000020200';

  async up(runner: QueryRunner): Promise<void> {
    await createGrants(runner);
    await createWaivers(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.legal_basis_waiver, app.licence_grant');
  }
}

async function createGrants(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.licence_grant (
      id uuid primary key,
      partner text not null references app.partner,
      instrument_id uuid not null references app.instrument,
      component text not null check (component in ${COMPONENTS}),
      wording text not null,
      conditions text,
      valid_from date,
      valid_until date,
      recorded_at timestamptz not null,
      recorded_by text not null,
      rev integer not null default 1,
      check (valid_from is null or valid_until is null or valid_from < valid_until)
    )`);
  await runner.query(
    `comment on column app.licence_grant.wording is 'the words of the instrument or of its sources on which the grant rests'`,
  );
  await runner.query(`create unique index licence_grant_once on app.licence_grant
    (partner, instrument_id, component, coalesce(valid_from, '-infinity'))`);
  await wallTable(runner, {
    table: 'licence_grant',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
  await runner.query('revoke update on app.licence_grant from asan_api, asan_worker');
  await runner.query(
    'grant update (conditions, valid_until, rev) on app.licence_grant to asan_api, asan_worker',
  );
}

async function createWaivers(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.legal_basis_waiver (
      id uuid primary key,
      partner text not null references app.partner,
      component text not null check (component in ${COMPONENTS}),
      reason text not null,
      valid_from date not null,
      valid_until date not null,
      granted_at timestamptz not null,
      granted_by text not null,
      granted_by_name text not null,
      check (valid_from < valid_until)
    )`);
  await wallTable(runner, { table: 'legal_basis_waiver', scope: 'partner', grants: ['select', 'insert'] });
}
