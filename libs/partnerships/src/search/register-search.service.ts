import { Injectable } from '@nestjs/common';
import { DocumentSearch, searchWords, type SearchHit } from '#evidence';
import { Transactions, type OperationContext } from '#platform';
import { RegisterSearchReadModel } from './register-search.read-model.js';

export const SEARCH_TYPES = ['INSTRUMENT', 'CLAUSE', 'DOCUMENT'] as const;
export type SearchType = (typeof SEARCH_TYPES)[number];

/** Looks for words in everything of the register that has a text, in any of its languages at once. */
@Injectable()
export class RegisterSearch {
  constructor(
    private readonly transactions: Transactions,
    private readonly register: RegisterSearchReadModel,
    private readonly documents: DocumentSearch,
  ) {}

  /**
   * What fits best first. Documents are only looked at where the caller may read documents at all.
   *
   * @param type absent: every one
   * @throws InvalidParameterError `search-empty`
   */
  async find(
    ctx: OperationContext,
    { q, type, limit }: { q: string; type?: SearchType; limit: number },
  ): Promise<SearchHit[]> {
    const words = searchWords(q);
    const isAsked = (each: SearchType): boolean => type === undefined || type === each;
    const hits = await this.transactions.read(ctx, async (tx) => [
      ...(isAsked('INSTRUMENT') ? await this.register.findInstruments(tx, words, limit) : []),
      ...(isAsked('CLAUSE') ? await this.register.findClauses(tx, words, limit) : []),
      ...(isAsked('DOCUMENT') ? await this.documents.find(tx, words, limit) : []),
    ]);
    return hits.toSorted((a, b) => b.rank - a.rank).slice(0, limit);
  }
}
