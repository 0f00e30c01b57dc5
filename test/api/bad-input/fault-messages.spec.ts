import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, Translations } from '#platform';

const ROOT = projectRoot();
const LOCALES = ['en', 'az', 'ru'];

const RULE_FILES = ['rules-of-the-report', 'rules-over-time', 'rules-beyond-the-report'];

/** The codes that validation rules answer with, as their sources spell them. */
function ruleCodes(): string[] {
  const sources = RULE_FILES.map((name) =>
    readFileSync(join(ROOT, `libs/indicators/src/rules/${name}.ts`), 'utf8'),
  ).join('\n');
  const whole = [...sources.matchAll(/'rule\.([a-z-]+)'/g)].map((found) => found[1]);
  const said = [...sources.matchAll(/\bsay\('([a-z-]+)'/g)].map((found) => found[1]);
  return [...new Set([...whole, ...said])].toSorted();
}

function messages(locale: string): Record<string, string> {
  const catalogue = JSON.parse(readFileSync(join(ROOT, 'config', 'locales', `${locale}.json`), 'utf8')) as {
    faults: { rule: Record<string, string> };
  };
  return catalogue.faults.rule;
}

const numbersOf = (message: string) => [...message.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]);

describe('the messages of validation rules', () => {
  it.each(LOCALES)('exist in %s for every code that the rules answer with', (locale) => {
    expect(ruleCodes().length).toBeGreaterThan(8);
    expect(Object.keys(messages(locale)).toSorted()).toEqual(ruleCodes());
  });

  it.each(['az', 'ru'])('name the same numbers in %s as in English', (locale) => {
    const translated = Object.entries(messages(locale)).map(([code, text]) => [
      code,
      numbersOf(text).toSorted(),
    ]);
    const english = Object.entries(messages('en')).map(([code, text]) => [code, numbersOf(text).toSorted()]);
    expect(translated).toEqual(english);
  });

  it.each([
    ['en', 'This is 101, more than the 100 of SURVEY_ANSWERS.'],
    ['az', 'Bu, 101-dir və SURVEY_ANSWERS göstəricisinin 100 qiymətindən çoxdur.'],
    ['ru', 'Здесь 101, больше, чем 100 у SURVEY_ANSWERS.'],
  ])('are found under the code of a fault in %s', (locale, expected) => {
    const params = { part: '101', whole: '100', wholeCell: 'SURVEY_ANSWERS' };
    const text = new Translations().text(locale, 'faults.rule.part-exceeds-whole', params, 'otherwise');
    expect(text).toBe(expected);
  });
});
