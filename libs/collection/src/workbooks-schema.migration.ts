import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** Workbooks of a whole country, made in the background, and the explanations that workbooks bring along. */
export class WorkbooksSchema1700000010400 implements MigrationInterface {
  name = 'WorkbooksSchema1700000010400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.import_row add column explanation text');
    await runner.query(
      `comment on column app.import_row.explanation is 'The words that stood beside the value; null where the file has no place for them'`,
    );
    await runner.query(`
      create table app.workbook (
        id uuid primary key,
        partner text not null references app.scope_code,
        period_id text not null references app.period,
        language text not null,
        job_id uuid,
        name text,
        sha256 text,
        size integer,
        content bytea,
        created_by text not null,
        created_at timestamptz not null,
        finished_at timestamptz,
        rev integer not null default 1,
        check ((content is null) = (finished_at is null)),
        check ((content is null) = (sha256 is null and size is null and name is null))
      )`);
    await runner.query(
      `comment on table app.workbook is 'The pre-filled workbook of all units of a partner for one month'`,
    );
    await runner.query('create index workbook_created on app.workbook (partner, created_at desc)');
    await wallTable(runner, { table: 'workbook', scope: 'partner', grants: ['select', 'insert', 'update'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.workbook');
    await runner.query('alter table app.import_row drop column explanation');
  }
}
