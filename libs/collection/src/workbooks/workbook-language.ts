import type { NumberRule } from '../profiles/source-profile.js';

/** The languages that workbooks exist in; each has its texts in `config/locales/workbook`. */
export const WORKBOOK_LANGUAGES = ['az', 'en', 'ru', 'id', 'uz', 'am', 'fa-AF', 'ps', 'ur'] as const;
export type WorkbookLanguage = (typeof WORKBOOK_LANGUAGES)[number];

const FALLBACK: WorkbookLanguage = 'en';

/** The reasons for a missing figure that a workbook offers; partners' own files may state others. */
export const OFFERED_KINDS = ['NOT_APPLICABLE', 'NOT_AVAILABLE'] as const;
export type OfferedKind = (typeof OFFERED_KINDS)[number];

/** One language of `config/locales/workbook`. */
export interface WorkbookTexts {
  language: WorkbookLanguage;
  rightToLeft: boolean;
  texts: Record<string, string>;
  kinds: Record<OfferedKind, string>;
  /** Units of measure by their English names; one that is missing is shown in English. */
  measures: Record<string, string>;
  /** By problem code; `other` stands in for a code without advice of its own. */
  whatToDo: Record<string, string>;
}

const PERSIAN: NumberRule = {
  digits: ['extended-arabic-indic', 'arabic-indic'],
  thousands: '\u066c',
  decimal: '\u066b',
};
const POINT: NumberRule = { digits: ['latin'], thousands: ',', decimal: '.' };
const COMMA: NumberRule = { digits: ['latin'], thousands: '.', decimal: ',' };
const SPACED: NumberRule = { digits: ['latin'], thousands: ' ', decimal: ',' };

/**
 * The one way in which a number typed as text is read in each language. A number that the spreadsheet program took for
 * one is stored without any notation and needs none of this.
 */
export const NUMBERS_OF: Readonly<Record<WorkbookLanguage, NumberRule>> = {
  az: COMMA,
  en: POINT,
  ru: SPACED,
  id: COMMA,
  uz: SPACED,
  am: POINT,
  'fa-AF': PERSIAN,
  ps: PERSIAN,
  ur: PERSIAN,
};

/** The workbook language for a tag such as `ru-RU` or `fa`; English for one that there is no workbook in. */
export function workbookLanguageOf(tag: string): WorkbookLanguage {
  const primary = tag.split('-')[0];
  return (
    WORKBOOK_LANGUAGES.find((language) => language === tag) ??
    WORKBOOK_LANGUAGES.find((language) => language.split('-')[0] === primary) ??
    FALLBACK
  );
}
