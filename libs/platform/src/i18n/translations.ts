import { Injectable } from '@nestjs/common';
import i18next, { type i18n } from 'i18next';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../config/project-root.js';
import type { Params } from '../errors/business-error.js';

const FALLBACK = 'en';
const CATALOGUES = join(projectRoot(), 'config', 'locales');

/** The texts that people read, one JSON catalogue per language in `config/locales`. */
@Injectable()
export class Translations {
  readonly locales: readonly string[];
  private readonly catalogue: i18n;

  constructor() {
    const resources = Object.fromEntries(
      readdirSync(CATALOGUES)
        .filter((file) => file.endsWith('.json'))
        .map((file) => [
          file.replace(/\.json$/, ''),
          { translation: JSON.parse(readFileSync(join(CATALOGUES, file), 'utf8')) as object },
        ]),
    );
    this.locales = Object.keys(resources);
    this.catalogue = i18next.createInstance();
    void this.catalogue.init({
      resources,
      fallbackLng: FALLBACK,
      initAsync: false,
      // Codes contain dots only as separators of our own, and answers are JSON, not markup.
      interpolation: { escapeValue: false },
      showSupportNotice: false,
    } as Parameters<i18n['init']>[0]);
  }

  /** The text of a key in a language, the English one where it is missing, else the given words. */
  text(locale: string, key: string, params: Params, otherwise: string): string {
    return this.catalogue.t(key, { lng: locale, defaultValue: otherwise, ...params });
  }

  /** The language of an answer: `lang=` wins over `Accept-Language`; unknown ones fall back. */
  localeOf(acceptLanguage: string | undefined, asked: string | undefined): string {
    const wanted = [asked, ...preferences(acceptLanguage)];
    for (const tag of wanted) {
      const found = this.locales.find((locale) => locale === tag || locale === tag?.split('-')[0]);
      if (found) return found;
    }
    return FALLBACK;
  }
}

function preferences(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((part) => part.trim().split(';q='))
    .map(([tag, quality]) => ({ tag, quality: quality === undefined ? 1 : Number(quality) }))
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}
