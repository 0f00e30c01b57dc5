import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** Public sources and what they say: claims beside each other, never figures of the ledger. */
export class EvidenceSchema1700000003000 implements MigrationInterface {
  name = 'EvidenceSchema1700000003000';

  async up(runner: QueryRunner): Promise<void> {
    await createSources(runner);
    await createClaims(runner);
    await createClaimSources(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.claim_source, app.claim, app.public_source');
  }
}

async function createSources(runner: QueryRunner): Promise<void> {
  // The same page may speak about two partners: each scope keeps its own row, so that none sees another's reading.
  await runner.query(`
    create table app.public_source (
      partner text not null references app.scope_code,
      url text not null,
      title text not null,
      publisher text not null,
      published_on text check (published_on ~ '^\\d{4}(-\\d{2}(-\\d{2})?)?$'),
      primary key (partner, url)
    )`);
  await runner.query(
    `comment on column app.public_source.published_on is 'YYYY, YYYY-MM or YYYY-MM-DD as printed; null where the page carries no date'`,
  );
  await wallTable(runner, { table: 'public_source', scope: 'partner', grants: ['select', 'insert'] });
}

async function createClaims(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.claim (
      id uuid primary key,
      partner text not null references app.scope_code,
      origin text not null,
      subject_type text not null check (subject_type in ('PARTNER','INSTRUMENT','CENTRE','PROGRAMME')),
      subject_code text not null,
      property text not null,
      value jsonb,
      value_text text,
      unit text,
      as_of_earliest date,
      as_of_latest date,
      as_of_precision text not null check (as_of_precision in ('DAY','MONTH','YEAR','RANGE','UNKNOWN')),
      as_of_text text,
      note text,
      status text not null check (status in ('ACCEPTED','CLAIMED','DISPUTED')),
      conflict_group text,
      rev integer not null default 1,
      unique (partner, origin),
      unique (partner, id),
      check (as_of_earliest is null or as_of_earliest <= as_of_latest)
    )`);
  await runner.query(`
    create unique index claim_one_accepted on app.claim
      (partner, subject_type, subject_code, property, coalesce(conflict_group, '')) where status = 'ACCEPTED'`);
  await runner.query(
    'create index claim_subject on app.claim (partner, subject_type, subject_code, property)',
  );
  await runner.query(`comment on table app.claim is 'What a dated public source says about a thing'`);
  await wallTable(runner, { table: 'claim', scope: 'partner', grants: ['select', 'insert', 'update'] });
  await onlyStatusMayChange(runner);
}

/** What a source said is never rewritten; only our judgement of it moves. */
async function onlyStatusMayChange(runner: QueryRunner): Promise<void> {
  await runner.query('revoke update on app.claim from asan_api, asan_worker');
  await runner.query('grant update (status, rev) on app.claim to asan_api, asan_worker');
}

async function createClaimSources(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.claim_source (
      partner text not null references app.scope_code,
      claim_id uuid not null,
      url text not null,
      primary key (partner, claim_id, url),
      foreign key (partner, claim_id) references app.claim (partner, id),
      foreign key (partner, url) references app.public_source (partner, url)
    )`);
  await wallTable(runner, { table: 'claim_source', scope: 'partner', grants: ['select', 'insert'] });
}
