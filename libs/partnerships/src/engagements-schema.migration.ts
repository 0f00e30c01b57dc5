import type { MigrationInterface, QueryRunner } from 'typeorm';
import { wallTable } from '#platform';

const PROOFS = ['CLAIM', 'URL', 'DOCUMENT'];

/** Visits, ceremonies, delegations and presentations, and that they may prove something. */
export class EngagementsSchema1700000020500 implements MigrationInterface {
  name = 'EngagementsSchema1700000020500';

  async up(runner: QueryRunner): Promise<void> {
    // Participants, outcomes and sources are parts of one statement about one day: they are never asked for alone.
    await runner.query(`
      create table app.engagement (
        id uuid primary key,
        partner text not null references app.scope_code,
        origin text,
        kind text not null check (kind in ('VISIT','CEREMONY','DELEGATION','PRESENTATION')),
        title text not null,
        date_earliest date,
        date_latest date,
        date_precision text not null check (date_precision in ('DAY','MONTH','YEAR','RANGE','UNKNOWN')),
        date_text text,
        until_earliest date,
        until_latest date,
        until_precision text not null check (until_precision in ('DAY','MONTH','YEAR','RANGE','UNKNOWN')),
        until_text text,
        place text,
        participants jsonb not null check (jsonb_typeof(participants) = 'array'),
        outcomes text[] not null,
        sources jsonb not null check (jsonb_typeof(sources) = 'array'),
        recorded_at timestamptz not null,
        recorded_by text not null,
        unique (partner, origin),
        check (date_earliest is null or date_earliest <= date_latest),
        check (until_earliest is null or until_earliest <= until_latest)
      )`);
    await runner.query('create index engagement_newest on app.engagement (partner, date_latest desc)');
    await wallTable(runner, { table: 'engagement', scope: 'partner', grants: ['select', 'insert'] });
    await allowProofs(runner, [...PROOFS, 'ENGAGEMENT']);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Such a proof would point at nothing.
    await runner.query(`delete from app.evidence where kind = 'ENGAGEMENT'`);
    await allowProofs(runner, PROOFS);
    await runner.query('drop table app.engagement');
  }
}

async function allowProofs(runner: QueryRunner, kinds: readonly string[]): Promise<void> {
  await runner.query(`
    alter table app.evidence drop constraint evidence_kind_check,
      add constraint evidence_kind_check check (kind in (${kinds.map((kind) => `'${kind}'`).join(',')}))`);
}
