import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** Many clean reports accepted with one order, and what became of each. */
export class BulkAcceptanceSchema1700000031300 implements MigrationInterface {
  name = 'BulkAcceptanceSchema1700000031300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.bulk_acceptance (
        id uuid primary key,
        scope text not null references app.scope_code,
        partners text[] not null,
        ordered_by text not null,
        ordered_by_name text not null,
        ordered_at timestamptz not null,
        job_id uuid
      )`);
    await runner.query(
      `comment on column app.bulk_acceptance.partners is 'Whose reports it is about: all that the work may touch'`,
    );
    await runner.query(`
      create table app.bulk_acceptance_item (
        partner text not null references app.scope_code,
        bulk_id uuid not null references app.bulk_acceptance,
        submission_id uuid not null references app.submission,
        outcome text check (outcome in ('ACCEPTED', 'SKIPPED')),
        reasons jsonb not null default '[]',
        settled_at timestamptz,
        primary key (partner, bulk_id, submission_id),
        check ((outcome is null) = (settled_at is null))
      )`);
    await wallTable(runner, {
      table: 'bulk_acceptance',
      scope: 'scope',
      grants: ['select', 'insert', 'update'],
    });
    await wallTable(runner, {
      table: 'bulk_acceptance_item',
      scope: 'partner',
      grants: ['select', 'insert', 'update'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.bulk_acceptance_item, app.bulk_acceptance');
  }
}
