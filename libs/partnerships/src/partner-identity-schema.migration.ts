import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openTable } from '#platform';

/**
 * One partner for each kind and ISO code, among those that have not ended. The wall lets nobody see the partners of
 * other scopes, so the rule stands outside it, in a table that says no more than the list of scopes does.
 */
export class PartnerIdentitySchema1700000020450 implements MigrationInterface {
  name = 'PartnerIdentitySchema1700000020450';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.partner_identity (
        kind text not null,
        iso3166 text not null,
        code text not null unique references app.scope_code,
        primary key (kind, iso3166)
      )`);
    await openTable(runner, 'partner_identity', ['select', 'insert', 'delete']);
    // The owner stands under the policies too, and none of them names it.
    await runner.query('alter table app.partner no force row level security');
    await runner.query(`
      insert into app.partner_identity (kind, iso3166, code)
      select kind, iso3166, partner from app.partner where iso3166 is not null and status <> 'ENDED'`);
    await runner.query('alter table app.partner force row level security');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.partner_identity');
  }
}
