import { InvalidParameterError } from '#platform';

const MAX_WORDS = 10;

/**
 * The words of a question: runs of letters, their marks and digits. Whatever else stands in it only parts words, so that
 * nothing of it is ever read as an operator.
 *
 * @throws InvalidParameterError `search-empty` when there is not one letter or digit in it
 */
export function searchWords(question: string): string[] {
  const words = question.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (words.length > 0) return words.slice(0, MAX_WORDS);
  const fault = { pointer: 'q', code: 'search-empty', message: 'There is nothing to look for in this.' };
  throw new InvalidParameterError([fault], 'search-empty');
}

/**
 * The question as PostgreSQL asks it, from an array of words in the given parameter: every word must be there, each as the
 * beginning of a word, since no dictionary knows the endings of Azerbaijani.
 */
export function asQuery(parameter: string): string {
  return `(select to_tsquery('simple', string_agg(folded || ':*', ' & '))
             from unnest(${parameter}::text[]) word, lateral (select trim(app.search_fold(word)) as folded) f
            where folded ~ '^[^ ''\\\\:&|!()<>*]+$')`;
}
