import { Injectable } from '@nestjs/common';
import { asQuery, EXCERPT_LENGTH, type SearchHit } from '#evidence';
import type { Transaction } from '#platform';

/** Looks in the texts of instruments and clauses. */
@Injectable()
export class RegisterSearchReadModel {
  async findInstruments(tx: Transaction, words: readonly string[], limit: number): Promise<SearchHit[]> {
    return (await tx.manager.query(
      `select 'INSTRUMENT' as type, i.id, i.partner, i.title, left(i.note, ${EXCERPT_LENGTH}) as excerpt,
              null as "instrumentId", ts_rank(i.words, q.query)::float8 as rank
         from app.instrument i, ${asQuery('$2')} q (query)
        where i.partner = any ($1) and i.words @@ q.query
        order by rank desc, i.id desc limit $3`,
      [tx.scopes, words, limit],
    )) as SearchHit[];
  }

  async findClauses(tx: Transaction, words: readonly string[], limit: number): Promise<SearchHit[]> {
    return (await tx.manager.query(
      `select 'CLAUSE' as type, c.id, c.partner, c.ref || coalesce(' ' || c.heading, '') as title,
              left(c.body, ${EXCERPT_LENGTH}) as excerpt, c.instrument_id as "instrumentId",
              ts_rank(c.words, q.query)::float8 as rank
         from app.instrument_clause c, ${asQuery('$2')} q (query)
        where c.partner = any ($1) and c.words @@ q.query
        order by rank desc, c.id desc limit $3`,
      [tx.scopes, words, limit],
    )) as SearchHit[];
  }
}
