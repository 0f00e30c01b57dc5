import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

/** Headline figures as they were once said. Nobody may change or remove one: the run-time roles have no such right. */
export class HeadlineSnapshotsSchema1700000020600 implements MigrationInterface {
  name = 'HeadlineSnapshotsSchema1700000020600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.headline_snapshot (
        id uuid primary key,
        partner text not null references app.scope_code check (partner = 'HQ'),
        as_of date not null,
        content text not null,
        content_hash text not null check (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
        taken_at timestamptz not null,
        taken_by text not null,
        taken_by_name text not null,
        unique (partner, as_of, content_hash)
      )`);
    // Text and not jsonb: the hash stands for these very characters, which jsonb would put into another order.
    await runner.query(
      `comment on column app.headline_snapshot.content is 'JSON exactly as it was answered and hashed'`,
    );
    await wallTable(runner, { table: 'headline_snapshot', scope: 'partner', grants: ['select', 'insert'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.headline_snapshot');
  }
}
