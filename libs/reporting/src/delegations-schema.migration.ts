import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** A coordinator's right to hand in, lent to a deputy for a time. */
export class DelegationsSchema1700000031200 implements MigrationInterface {
  name = 'DelegationsSchema1700000031200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.delegation (
        id uuid primary key,
        partner text not null references app.scope_code,
        coordinator uuid not null references app.user_account,
        coordinator_name text not null,
        deputy uuid not null references app.user_account,
        deputy_name text not null,
        reason text not null,
        valid_from timestamptz not null,
        valid_until timestamptz not null,
        created_at timestamptz not null,
        ended_at timestamptz,
        ended_by text,
        rev integer not null default 1,
        check (valid_until > valid_from),
        check (coordinator <> deputy),
        check ((ended_at is null) = (ended_by is null))
      )`);
    await runner.query('create index delegation_deputy on app.delegation (partner, deputy)');
    await wallTable(runner, {
      table: 'delegation',
      scope: 'partner',
      grants: ['select', 'insert', 'update'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.delegation');
  }
}
