import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ledger holds parts of broken-down figures beside their totals; a part is never taken for a total. */
export class LedgerBreakdownsSchema1700000035100 implements MigrationInterface {
  name = 'LedgerBreakdownsSchema1700000035100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.observation
        add column breakdown text not null default '_T'
          check (breakdown ~ '^(_T|[A-Z][A-Z0-9_]{0,39}(~[A-Z][A-Z0-9_]{0,39})?)$'),
        add column cell text not null generated always as
          (case breakdown when '_T' then indicator else indicator || '~' || breakdown end) stored`);
    await runner.query(
      `comment on column app.observation.breakdown is 'Codes that the figure is a part by; _T is the total of all of them'`,
    );
    await runner.query('drop index app.observation_current');
    await runner.query(
      'create unique index observation_current on app.observation (partner, unit, cell, period_id) where known_to is null',
    );
  }

  /** Without the column a part would read as a second total of its indicator, so parts cannot be kept. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index app.observation_current');
    await runner.query('alter table app.observation no force row level security');
    await runner.query("delete from app.observation where breakdown <> '_T'");
    await runner.query('alter table app.observation force row level security');
    await runner.query('alter table app.observation drop column cell, drop column breakdown');
    await runner.query(
      'create unique index observation_current on app.observation (partner, unit, indicator, period_id) where known_to is null',
    );
  }
}
