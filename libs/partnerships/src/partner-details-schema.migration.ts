import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

const RUNTIME_ROLES = 'asan_api, asan_worker';
const AUTHORITY_END = 'until_earliest, until_latest, until_precision, until_text';

/** What changes about a partner over time: status, names and brands, authorities that follow each other, people. */
export class PartnerDetailsSchema1700000020400 implements MigrationInterface {
  name = 'PartnerDetailsSchema1700000020400';

  async up(runner: QueryRunner): Promise<void> {
    await createStatusChanges(runner);
    await createNames(runner);
    await linkAuthorities(runner);
    await createFocalPoints(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.focal_point, app.partner_name, app.partner_status_change');
    await runner.query(`revoke update (${AUTHORITY_END}) on app.counterpart_authority from ${RUNTIME_ROLES}`);
    await runner.query('drop policy counterpart_authority_update on app.counterpart_authority');
    await runner.query('alter table app.counterpart_authority drop column successor_of');
    await runner.query('alter table app.counterpart_authority drop constraint counterpart_authority_scoped');
    await runner.query('alter table app.partner drop column status_reason');
  }
}

async function createStatusChanges(runner: QueryRunner): Promise<void> {
  await runner.query('alter table app.partner add column status_reason text');
  await runner.query(`
    create table app.partner_status_change (
      id uuid primary key,
      partner text not null references app.partner,
      status text not null check (status in ('PROSPECT','ENGAGED','ACTIVE','RESTRICTED','DORMANT','ENDED')),
      reason text,
      changed_on date not null,
      recorded_at timestamptz not null,
      recorded_by text not null
    )`);
  await wallTable(runner, { table: 'partner_status_change', scope: 'partner', grants: ['select', 'insert'] });
}

async function createNames(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.partner_name (
      id uuid primary key,
      partner text not null references app.partner,
      kind text not null check (kind in ('NAME','BRAND')),
      language text not null,
      name text not null,
      valid_from date,
      valid_until date,
      recorded_at timestamptz not null,
      check (valid_from is null or valid_until is null or valid_from < valid_until)
    )`);
  await runner.query(
    `comment on column app.partner_name.valid_until is 'exclusive; null while the name is in use'`,
  );
  await runner.query(`create unique index partner_name_in_use on app.partner_name (partner, kind, language)
    where valid_until is null`);
  await wallTable(runner, {
    table: 'partner_name',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function linkAuthorities(runner: QueryRunner): Promise<void> {
  await runner.query(
    'alter table app.counterpart_authority add constraint counterpart_authority_scoped unique (partner, id)',
  );
  await runner.query(`
    alter table app.counterpart_authority add column successor_of uuid,
      add foreign key (partner, successor_of) references app.counterpart_authority (partner, id)`);
  const inScope = 'partner = any ((select app.scope())::text[])';
  await runner.query(`create policy counterpart_authority_update on app.counterpart_authority for update
    to ${RUNTIME_ROLES} using (${inScope}) with check (${inScope})`);
  await runner.query(`grant update (${AUTHORITY_END}) on app.counterpart_authority to ${RUNTIME_ROLES}`);
}

async function createFocalPoints(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.focal_point (
      id uuid primary key,
      partner text not null references app.partner,
      authority_id uuid,
      name text not null,
      role text not null,
      languages text[] not null default '{}',
      email text,
      phone text,
      valid_from date,
      valid_until date,
      recorded_at timestamptz not null,
      rev integer not null default 1,
      foreign key (partner, authority_id) references app.counterpart_authority (partner, id),
      check (valid_from is null or valid_until is null or valid_from < valid_until)
    )`);
  await wallTable(runner, { table: 'focal_point', scope: 'partner', grants: ['select', 'insert', 'update'] });
}
