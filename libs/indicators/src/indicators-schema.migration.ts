import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openTable } from '#platform';

/** Definitions that hold for every partner: indicators, forms, rules. */
export class IndicatorsSchema1700000006000 implements MigrationInterface {
  name = 'IndicatorsSchema1700000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.indicator_version (
        id uuid primary key,
        code text not null,
        version integer not null,
        definition jsonb not null,
        published_at timestamptz not null default clock_timestamp(),
        unique (code, version)
      )`);
    await runner.query(`
      create table app.form_version (
        id uuid primary key,
        code text not null,
        version integer not null,
        definition jsonb not null,
        published_at timestamptz not null default clock_timestamp(),
        unique (code, version)
      )`);
    await runner.query('create table app.validation_rule (code text primary key, definition jsonb not null)');
    await openTable(runner, 'indicator_version', ['select', 'insert']);
    await openTable(runner, 'form_version', ['select', 'insert']);
    await openTable(runner, 'validation_rule', ['select', 'insert', 'update']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.validation_rule, app.form_version, app.indicator_version');
  }
}
