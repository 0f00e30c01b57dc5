import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** Sets of figures that were published under a name, figure by figure, and what was found wrong with them later. */
export class ReleasesSchema1700000033100 implements MigrationInterface {
  name = 'ReleasesSchema1700000033100';

  async up(runner: QueryRunner): Promise<void> {
    await createReleases(runner);
    await createFigures(runner);
    await createErrata(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.release_erratum, app.release_figure, app.release');
  }
}

async function createReleases(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.release (
      partner text not null references app.scope_code,
      id uuid not null,
      partner_count integer not null check (partner_count > 0),
      name text not null,
      title text not null,
      month_from text not null check (month_from ~ '^[0-9]{4}-[0-9]{2}$'),
      month_to text not null check (month_to ~ '^[0-9]{4}-[0-9]{2}$'),
      indicators text[],
      watermark timestamptz not null,
      figures integer not null check (figures > 0),
      checksum text not null check (checksum ~ '^[0-9a-f]{64}$'),
      published_at timestamptz not null,
      published_by text not null,
      published_by_name text not null,
      primary key (partner, id),
      unique (partner, name),
      check (month_from <= month_to)
    )`);
  await runner.query(
    `comment on table app.release is 'One row for each partner of a release: a partner sees the releases that it is part of'`,
  );
  await wallTable(runner, { table: 'release', scope: 'partner', grants: ['select', 'insert'] });
}

async function createFigures(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.release_figure (
      partner text not null references app.scope_code,
      release_id uuid not null,
      unit text not null,
      indicator text not null,
      indicator_version integer not null,
      period_id text not null references app.period,
      aligned_to text not null,
      kind text not null,
      value numeric check (value <> 'NaN'),
      synthetic boolean not null,
      foreign key (partner, release_id) references app.release (partner, id),
      primary key (partner, release_id, unit, indicator, aligned_to, period_id),
      check ((kind = 'NUMBER') = (value is not null))
    )`);
  await wallTable(runner, { table: 'release_figure', scope: 'partner', grants: ['select', 'insert'] });
}

async function createErrata(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table app.release_erratum (
      id uuid primary key,
      partner text not null references app.scope_code,
      release_id uuid not null,
      unit text not null,
      indicator text not null,
      period_id text not null references app.period,
      aligned_to text not null,
      old_kind text,
      old_value numeric,
      new_kind text,
      new_value numeric,
      reason_kind text not null,
      reason text not null,
      submission_id uuid not null references app.submission,
      recorded_at timestamptz not null,
      foreign key (partner, release_id) references app.release (partner, id),
      unique (partner, release_id, submission_id, indicator),
      check ((old_kind, old_value) is distinct from (new_kind, new_value))
    )`);
  await runner.query('create index release_erratum_release on app.release_erratum (partner, release_id)');
  await wallTable(runner, { table: 'release_erratum', scope: 'partner', grants: ['select', 'insert'] });
}
