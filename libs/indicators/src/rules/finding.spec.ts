import { explains, findingId } from './finding.js';

describe(explains.name, () => {
  it.each<[string, string | null | undefined, boolean]>([
    ['fifteen characters', 'a'.repeat(15), true],
    ['a reason code', 'SEASONAL', true],
    ['a word that is no reason code', 'SEASONALLY', false],
    ['fourteen characters', 'a'.repeat(14), false],
    ['fourteen characters with spaces round them', `  ${'a'.repeat(14)}  `, false],
    ['spaces only', ' '.repeat(40), false],
    ['nothing', null, false],
    ['no member', undefined, false],
  ])('takes %s: %s', (_condition, explanation, expected) => {
    expect(explains(explanation)).toBe(expected);
  });
});

describe(findingId.name, () => {
  it('is the same for the same rule version and cell, in every release', () => {
    expect(findingId('R-SATISFIED', 1, 'SATISFIED_ANSWERS')).toBe('593a991f17c78830');
  });

  it('differs with the rule, the version and the cell', () => {
    const ids = [
      findingId('R', 1, 'A'),
      findingId('S', 1, 'A'),
      findingId('R', 2, 'A'),
      findingId('R', 1, 'B'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
