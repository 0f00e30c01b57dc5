import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { READABLE, readableTo } from '../documents/documents.repository.js';
import { asQuery } from './search-words.js';

/** Something whose texts hold every word of a question. */
export interface SearchHit {
  type: 'DOCUMENT' | 'INSTRUMENT' | 'CLAUSE';
  id: string;
  partner: string;
  title: string;
  /** The beginning of its text. */
  excerpt: string | null;
  /** Of a clause: its instrument. */
  instrumentId: string | null;
  /** Larger fits better. */
  rank: number;
}

export const EXCERPT_LENGTH = 300;

/** Looks in titles and notes of the documents that the caller may read, never in their bytes. */
@Injectable()
export class DocumentSearch {
  async find(tx: Transaction, words: readonly string[], limit: number): Promise<SearchHit[]> {
    return (await tx.manager.query(
      `select 'DOCUMENT' as type, d.id, d.partner, d.title, left(d.note, ${EXCERPT_LENGTH}) as excerpt,
              null as "instrumentId", ts_rank(d.words, q.query)::float8 as rank
         from app.document d, ${asQuery('$5')} q (query)
        where ${READABLE} and d.words @@ q.query
        order by rank desc, d.id desc limit $6`,
      [...readableTo(tx), words, limit],
    )) as SearchHit[];
  }
}
