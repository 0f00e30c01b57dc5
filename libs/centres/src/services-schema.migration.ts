import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** What a country calls its services, who provides them, and which of them are offered where and since when. */
export class ServicesSchema1700000039200 implements MigrationInterface {
  name = 'ServicesSchema1700000039200';

  async up(runner: QueryRunner): Promise<void> {
    await createLocalServices(runner);
    await createProviders(runner);
    await createOfferings(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.service_offering, app.provider, app.local_service');
  }
}

async function createLocalServices(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.local_service (
      partner text not null references app.scope_code,
      code text not null,
      name text not null,
      language text not null,
      canonical text,
      mapping_quality text check (mapping_quality in ('EXACT','NARROWER','BROADER','RELATED')),
      recorded_at timestamptz not null,
      rev integer not null default 1,
      primary key (partner, code),
      check ((canonical is null) = (mapping_quality is null))
    )`);
  await runner.query(`comment on column app.local_service.canonical is
    'code of the taxonomy in config/reference/services.yaml; null: not mapped yet'`);
  await wallTable(runner, {
    table: 'local_service',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}

async function createProviders(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.provider (
      partner text not null references app.scope_code,
      code text not null,
      name text not null,
      kind text check (kind in ('STATE','LOCAL_GOVERNMENT','STATE_COMPANY','PRIVATE')),
      recorded_at timestamptz not null,
      primary key (partner, code)
    )`);
  await runner.query("comment on column app.provider.kind is 'null: not documented'");
  await wallTable(runner, { table: 'provider', scope: 'partner', grants: ['select', 'insert'] });
}

async function createOfferings(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.service_offering (
      id uuid primary key,
      partner text not null references app.scope_code,
      unit text not null,
      service text not null,
      provider text not null,
      status text not null check (status in ('PLANNED','LIVE','PAUSED','WITHDRAWN')),
      valid_from date not null,
      valid_until date,
      recorded_at timestamptz not null,
      foreign key (partner, unit) references app.unit (partner, code),
      foreign key (partner, service) references app.local_service (partner, code),
      foreign key (partner, provider) references app.provider (partner, code),
      unique (partner, unit, service, provider, valid_from),
      check (valid_until > valid_from)
    )`);
  await runner.query(
    `create unique index service_offering_lasting on app.service_offering (partner, unit, service, provider)
      where valid_until is null`,
  );
  await wallTable(runner, {
    table: 'service_offering',
    scope: 'partner',
    grants: ['select', 'insert', 'update'],
  });
}
