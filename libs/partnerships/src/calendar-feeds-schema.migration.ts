import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** Addresses under which calendar programs read the deadlines of one person, without signing in. */
export class CalendarFeedsSchema1700000036200 implements MigrationInterface {
  name = 'CalendarFeedsSchema1700000036200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.calendar_feed (
        id uuid primary key,
        partner text not null references app.scope_code,
        owner uuid not null references app.user_account,
        name text not null,
        token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
        created_at timestamptz not null,
        revoked_at timestamptz,
        unique (partner, id)
      )`);
    await runner.query('create index calendar_feed_owner on app.calendar_feed (owner)');
    await runner.query(
      `comment on column app.calendar_feed.partner is 'home scope of the account; what the feed shows follows from the memberships of the day'`,
    );
    await wallTable(runner, {
      table: 'calendar_feed',
      scope: 'partner',
      grants: ['select', 'insert', 'update'],
    });
    await runner.query('revoke update on app.calendar_feed from asan_api, asan_worker');
    await runner.query('grant update (revoked_at) on app.calendar_feed to asan_api, asan_worker');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.calendar_feed');
  }
}
