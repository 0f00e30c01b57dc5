import { searchWords } from './search-words.js';

describe(searchWords.name, () => {
  it.each([
    ['Anlaşma memorandumu', ['Anlaşma', 'memorandumu']],
    ["AGR-PK-1 & 'x' | !(y):*", ['AGR', 'PK', '1', 'x', 'y']],
    ['  соглашение,  2026 ', ['соглашение', '2026']],
  ])('finds the words of %j', (question, expected) => {
    expect(searchWords(question)).toEqual(expected);
  });

  it.each(['', '   ', '&|!()', '—'])('has nothing to look for in %j', (question) => {
    expect(() => searchWords(question)).toThrow(expect.objectContaining({ code: 'search-empty' }));
  });

  it('looks for ten words at most', () => {
    expect(searchWords('a '.repeat(50))).toHaveLength(10);
  });
});
