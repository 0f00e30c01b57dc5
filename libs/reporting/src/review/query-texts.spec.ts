import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { QueryTexts } from './query-texts.js';
import { QUERY_REASONS } from './review-query.js';

const texts = new QueryTexts();

describe(QueryTexts.name, () => {
  it('speaks every language in which mails are written', () => {
    const mails = readdirSync(join(projectRoot(), 'config', 'locales', 'mail')).map((file) =>
      file.replace(/\.json$/, ''),
    );
    expect(texts.languages).toEqual(mails.toSorted());
  });

  it.each(QUERY_REASONS)('names %s in every language', (reason) => {
    const unnamed = Object.entries(texts.titlesOf(reason)).filter(([, title]) => !title?.trim());
    expect(unnamed).toEqual([]);
  });

  it.each(texts.languages)('tells the reasons apart in %s', (language) => {
    const titles = QUERY_REASONS.map((reason) => texts.titlesOf(reason)[language]);
    expect(new Set(titles).size).toBe(QUERY_REASONS.length);
  });
});
