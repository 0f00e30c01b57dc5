import type { MigrationInterface, QueryRunner } from 'typeorm';

const CAPITALS = 'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЄІЇҒҚҲЎƏəıŁłØøÐðÞþ';
const PLAIN = 'абвгдежзиклмнопрстуфхцчшщъыьэюяєіїғқҳўeeillooddpp';

/** The one way in which texts are made comparable, and the words of documents. */
export class DocumentSearchSchema1700000036300 implements MigrationInterface {
  name = 'DocumentSearchSchema1700000036300';

  async up(runner: QueryRunner): Promise<void> {
    // No dictionary knows Azerbaijani, and folding by the server's locale would differ between servers: letters lose
    // their marks, capitals are small, ə is e, ı is i, and whatever is no letter or digit of ASCII parts words.
    await runner.query(`
      create function app.search_fold(given text) returns text language sql immutable parallel safe
      set search_path = pg_catalog as $$
        select translate(lower(regexp_replace(regexp_replace(
          normalize(given, NFKD), '[\\u0300-\\u036f]', '', 'g'), '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u02b0-\\u02ff\\u2010-\\u203a]', ' ', 'g')),
          '${CAPITALS}', '${PLAIN}')
      $$`);
    await runner.query(
      'grant execute on function app.search_fold(text) to asan_api, asan_worker, asan_dash, asan_backup',
    );
    await runner.query(`
      alter table app.document add column words tsvector generated always as (
        to_tsvector('simple', app.search_fold(title || ' ' || coalesce(note, '')))) stored`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table app.document drop column words');
    await runner.query('drop function app.search_fold(text)');
  }
}
