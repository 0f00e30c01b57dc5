import { Translations } from './translations.js';

describe('Translations.localeOf', () => {
  const translations = new Translations();

  it.each<[string, string | undefined, string | undefined, string]>([
    ['nothing is said', undefined, undefined, 'en'],
    ['the header names a language', 'az', undefined, 'az'],
    ['the header names a region', 'ru-RU', undefined, 'ru'],
    ['the parameter names another language than the header', 'az', 'ru', 'ru'],
    ['the parameter names no language of ours', 'az', 'xx', 'az'],
    ['the header weighs', 'en;q=0.1, ru;q=0.9', undefined, 'ru'],
    ['the header excludes a language', 'az;q=0, ru;q=0.5', undefined, 'ru'],
    ['the header is nonsense', ';;q=,,\u0000', undefined, 'en'],
    ['the header takes anything', '*', undefined, 'en'],
  ])('when %s', (_condition, header, asked, expected) => {
    expect(translations.localeOf(header, asked)).toBe(expected);
  });
});

describe('Translations.text', () => {
  const translations = new Translations();

  it('answers in the language asked for', () => {
    expect(translations.text('ru', 'problems.not-found', {}, 'x')).not.toBe(
      translations.text('en', 'problems.not-found', {}, 'x'),
    );
  });

  it('answers the given words for a key that no catalogue has', () => {
    expect(translations.text('az', 'faults.no-such-code', {}, 'Given words.')).toBe('Given words.');
  });

  it('leaves braces of the given words and of values alone', () => {
    const params = { value: '{{value}} <b>' };
    expect(translations.text('en', 'faults.rule.negative', params, '')).toBe('{{value}} <b> is negative.');
  });
});
