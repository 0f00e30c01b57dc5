import { Injectable } from '@nestjs/common';
import i18next, { type i18n } from 'i18next';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { localNumber } from './mail-date.js';

/** The languages that mails are written in. */
export const MAIL_LOCALES = ['az', 'en', 'ru', 'id', 'uz', 'am', 'fa-AF', 'ps', 'ur'] as const;
export type MailLocale = (typeof MAIL_LOCALES)[number];

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['fa-AF', 'ps', 'ur']);
const FALLBACK: MailLocale = 'en';

/** The texts of mails, one catalogue for each language in `config/locales/mail`, with its own plural forms. */
@Injectable()
export class MailTexts {
  private readonly catalogue: i18n;

  constructor() {
    this.catalogue = i18next.createInstance();
    void this.catalogue.init({
      resources: Object.fromEntries(
        MAIL_LOCALES.map((locale) => [locale, { translation: catalogue(locale) }]),
      ),
      fallbackLng: FALLBACK,
      initAsync: false,
      // The template escapes what it shows; here the texts go into subjects and plain text as well.
      interpolation: { escapeValue: false },
      showSupportNotice: false,
    } as Parameters<i18n['init']>[0]);
  }

  /** The language of a mail to somebody: the account's, its base language, else English. */
  localeOf(wanted: string): MailLocale {
    const found = MAIL_LOCALES.find(
      (locale) => locale === wanted || locale.split('-')[0] === wanted.split('-')[0],
    );
    return found ?? FALLBACK;
  }

  directionOf(locale: MailLocale): 'ltr' | 'rtl' {
    return RIGHT_TO_LEFT.has(locale) ? 'rtl' : 'ltr';
  }

  text(locale: MailLocale, key: string, params: Record<string, string> = {}): string {
    return this.catalogue.t(key, { lng: locale, ...params });
  }

  /** A text with a count in it, `{{n}}`, in the plural form of the language and the reader's digits. */
  counted(locale: MailLocale, key: string, count: number, params: Record<string, string> = {}): string {
    return this.catalogue.t(key, { lng: locale, count, n: localNumber(locale, count), ...params });
  }
}

function catalogue(locale: MailLocale): object {
  const file = join(projectRoot(), 'config', 'locales', 'mail', `${locale}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as object;
}
