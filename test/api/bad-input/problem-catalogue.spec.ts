import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { PROBLEM_STATUSES } from './problem-statuses.js';
import { PROBLEMS_DOCUMENT, problemsDocument, problemTitles } from './problems-document.js';

/** How a code is written where an error is raised or its class is declared. */
const RAISED = [
  /'[A-Z_]{4,}',\s*'([a-z][a-z-]+)',\s*\{/g,
  /(?:InvalidValueError|UnavailableError|PullFailedError)\(\s*'([a-z-]+)'/g,
  /extends (?:UnauthenticatedError|InvalidValueError|UnavailableError)\b[^}]*?super\(\s*'([a-z-]+)'/g,
];

function raisedCodes(): string[] {
  const libs = join(projectRoot(), 'libs');
  const sources = readdirSync(libs, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('spec.ts'),
  );
  const codes = sources.flatMap((name) => {
    const source = readFileSync(join(libs, name), 'utf8');
    return RAISED.flatMap((pattern) => [...source.matchAll(pattern)].map((found) => found[1]));
  });
  return [...new Set(codes)].toSorted();
}

describe('the catalogue of problem codes', () => {
  it('has a title for every code that the sources raise', () => {
    const raised = raisedCodes();
    expect(raised.length).toBeGreaterThan(30);
    expect(raised.filter((code) => !(code in problemTitles('en')))).toEqual([]);
  });

  it.each(['az', 'ru'])('has the same codes in the same order in %s as in English', (locale) => {
    expect(Object.keys(problemTitles(locale))).toEqual(Object.keys(problemTitles('en')));
  });

  it('has a status for every code and none for a code that does not exist', () => {
    expect(Object.keys(PROBLEM_STATUSES).toSorted()).toEqual(Object.keys(problemTitles('en')).toSorted());
  });

  it('is what docs/api/problems.md shows', () => {
    if (process.env.UPDATE_GENERATED === 'true') writeFileSync(PROBLEMS_DOCUMENT, problemsDocument());
    expect(readFileSync(PROBLEMS_DOCUMENT, 'utf8')).toBe(problemsDocument());
  });
});
