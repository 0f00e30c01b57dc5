import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The words of instruments and clauses, kept by the database beside what they are made of. */
export class RegisterSearchSchema1700000036400 implements MigrationInterface {
  name = 'RegisterSearchSchema1700000036400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.instrument add column words tsvector generated always as (
        to_tsvector('simple', app.search_fold(
          code || ' ' || title || ' ' || coalesce(jsonb_path_query_array(titles, '$[*].title')::text, '') || ' ' ||
          counterpart || ' ' || coalesce(place, '') || ' ' || coalesce(note, '')))) stored`);
    await runner.query(`
      alter table app.instrument_clause add column words tsvector generated always as (
        to_tsvector('simple', app.search_fold(
          ref || ' ' || coalesce(heading, '') || ' ' || coalesce(body, '')))) stored`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.instrument_clause drop column words');
    await runner.query('alter table app.instrument drop column words');
  }
}
