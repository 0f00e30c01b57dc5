import { explains } from './finding.js';

describe(explains.name, () => {
  it.each<[string, string | null | undefined, boolean]>([
    ['fifteen characters', 'a'.repeat(15), true],
    ['fourteen characters', 'a'.repeat(14), false],
    ['fourteen characters with spaces round them', `  ${'a'.repeat(14)}  `, false],
    ['spaces only', ' '.repeat(40), false],
    ['nothing', null, false],
    ['no member', undefined, false],
  ])('takes %s: %s', (_condition, explanation, expected) => {
    expect(explains(explanation)).toBe(expected);
  });
});
