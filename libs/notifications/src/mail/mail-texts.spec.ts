import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { NOTICE_KINDS } from '../deliveries/delivery.js';
import { MAIL_LOCALES, MailTexts, type MailLocale } from './mail-texts.js';

const PLURAL = /_(zero|one|two|few|many|other)$/;

function keysOf(locale: MailLocale): string[] {
  const file = join(projectRoot(), 'config', 'locales', 'mail', `${locale}.json`);
  const flat = (value: object, prefix = ''): string[] =>
    Object.entries(value).flatMap(([key, text]) =>
      typeof text === 'object' ? flat(text as object, `${prefix}${key}.`) : [`${prefix}${key}`],
    );
  return flat(JSON.parse(readFileSync(file, 'utf8')) as object);
}

const plain = (locale: MailLocale) => keysOf(locale).filter((key) => !PLURAL.test(key));
const counted = (locale: MailLocale) => [
  ...new Set(
    keysOf(locale)
      .filter((key) => PLURAL.test(key))
      .map((key) => key.replace(PLURAL, '')),
  ),
];

describe(MailTexts.name, () => {
  const texts = new MailTexts();

  it.each(MAIL_LOCALES)('has in %s the texts that English has', (locale) => {
    expect([plain(locale), counted(locale)]).toEqual([plain('en'), counted('en')]);
  });

  it.each(MAIL_LOCALES)('has in %s every plural form of the language and no other', (locale) => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
    const missing = counted(locale).map((key) => {
      const own = keysOf(locale).filter((one) => one.replace(PLURAL, '') === key && PLURAL.test(one));
      return own.map((one) => PLURAL.exec(one)?.[1] ?? '').toSorted();
    });
    expect(new Set(missing.map((list) => list.join()))).toEqual(new Set([forms.join()]));
  });

  it('has a badge and a subject for every kind of notice', () => {
    const known = [...plain('en'), ...counted('en')];
    expect(known).toEqual(
      expect.arrayContaining(NOTICE_KINDS.flatMap((kind) => [`badge.${kind}`, `subject.${kind}`])),
    );
  });

  it.each([
    [1, '1 отчёт возвращён'],
    [2, '2 отчёта возвращены'],
    [5, '5 отчётов возвращены'],
    [21, '21 отчёт возвращён'],
  ])('counts %i in Russian', (count, expected) => {
    expect(texts.counted('ru', 'subject.RETURNED', count)).toBe(expected);
  });

  it('counts in the digits of the reader', () => {
    expect(texts.counted('fa-AF', 'days', 12)).toBe('۱۲ روز');
    expect(texts.counted('ps', 'days', 2)).toBe('۲ ورځې');
    expect(texts.counted('ur', 'days', 2)).toBe('2 دن');
  });

  it.each([
    ['az', 'az'],
    ['fa', 'fa-AF'],
    ['fa-AF', 'fa-AF'],
    ['ru-RU', 'ru'],
    ['xx', 'en'],
  ])('writes to an account in %s in %s', (account, expected) => {
    expect(texts.localeOf(account)).toBe(expected);
  });

  it('writes three languages from right to left', () => {
    expect(MAIL_LOCALES.filter((locale) => texts.directionOf(locale) === 'rtl')).toEqual([
      'fa-AF',
      'ps',
      'ur',
    ]);
  });
});
