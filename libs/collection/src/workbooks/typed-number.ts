import { PLAIN_NUMBERS, readNumber, type NumberReading } from '../profiles/number-grammar.js';
import type { NumberRule } from '../profiles/source-profile.js';
import { NUMBERS_OF, type WorkbookLanguage } from './workbook-language.js';

/** Marks that only steer how a line is set; keyboards of right-to-left languages leave them beside digits. */
const DIRECTION_MARKS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
const HARD_SPACES = /[\u00a0\u2009\u202f]/g;
const MINUS_SIGNS = /[\u2212\u2013]/g;
const PERSIAN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/;
/** In a language of Persian digits, a number in Latin ones is written with Latin marks. */
const LATIN_IN_PERSIAN: NumberRule = { digits: ['latin'], thousands: ',', decimal: '.' };
const MAX_SHEET_DIGITS = 15;

/**
 * Reads a number that stands as text in a cell of our own workbook, by the notation of the workbook's language.
 * A percent sign is never a part of it: percentages are computed here, nobody reports them.
 */
export function readTypedNumber(text: string, language: WorkbookLanguage): NumberReading {
  const bare = text.normalize('NFC').replace(DIRECTION_MARKS, '').replace(HARD_SPACES, ' ').trim();
  const rule = NUMBERS_OF[language];
  const signed = bare.replace(MINUS_SIGNS, '-');
  if (rule.digits.includes('latin')) return readNumber(signed, rule);
  if (!PERSIAN_DIGIT.test(signed)) return readNumber(signed, LATIN_IN_PERSIAN);
  return readNumber(withPersianMarks(signed, rule), rule);
}

/** Many keyboards have no Arabic marks, and between Persian digits a point or comma means nothing else. */
function withPersianMarks(text: string, { thousands, decimal }: NumberRule): string {
  return text.replaceAll(/[,\u060c]/g, thousands ?? '').replaceAll('.', decimal);
}

/**
 * A figure as a sheet can hold it: a number where fifteen digits suffice, else text in the language's notation, because
 * a spreadsheet program would silently round it.
 */
export function sheetFigure(
  value: string,
  language: WorkbookLanguage,
): { number: string } | { text: string } {
  if (value.replace(/\D/g, '').replace(/^0+/, '').length <= MAX_SHEET_DIGITS) return { number: value };
  const { decimal, digits } = NUMBERS_OF[language];
  return { text: value.replace('.', digits.includes('latin') ? decimal : LATIN_IN_PERSIAN.decimal) };
}

/** A number of the sheet itself, whatever the language. */
export function readSheetNumber(digits: string): NumberReading {
  return readNumber(digits, PLAIN_NUMBERS);
}
