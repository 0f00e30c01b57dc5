import { Decimal } from 'decimal.js';
import { FileRefusal } from './file-refusal.js';
import type { GridCell } from './layout.js';

/** Spreadsheet programs compute in binary fractions and promise 15 significant digits, no more. */
const SPREADSHEET_DIGITS = 15;
const NUMBER_LITERAL = /^-?\d{1,400}(?:\.\d{1,400})?(?:[eE][+-]?\d{1,3})?$/;

/** The parts of one `<c>` element, as text, before its type is looked at. */
export interface RawCell {
  type: string;
  value?: string;
  inline?: string;
  hasFormula: boolean;
}

/**
 * Turns one cell element into a grid cell; null for a cell that has only a style.
 * A formula's cached value is taken and flagged; a formula that was never computed has no value to take.
 */
export function cellOf(raw: RawCell, sharedStrings: readonly string[]): GridCell | null {
  if (raw.type === 'inlineStr') return textCell(raw.inline ?? '', raw.hasFormula);
  if (raw.value === undefined || raw.value === '') {
    return raw.hasFormula ? { problem: 'formula-without-value', formula: true } : null;
  }
  switch (raw.type) {
    case 's':
      return textCell(sharedString(raw.value, sharedStrings), raw.hasFormula);
    case 'str':
    case 'd':
      return textCell(raw.value, raw.hasFormula);
    case 'b':
      return { problem: 'boolean-cell', raw: raw.value === '1' ? 'TRUE' : 'FALSE' };
    case 'e':
      return { problem: 'error-cell', raw: raw.value };
    case 'n':
      return withFormula({ number: plainNumber(raw.value) }, raw.hasFormula);
    default:
      throw new FileRefusal('malformed-archive', `A cell has the unknown type "${raw.type}".`);
  }
}

/**
 * The plain decimal digits of a number literal. A literal of up to 15 significant digits is taken as written; a longer
 * one is how a binary fraction is stored (8.7 is written 8.6999999999999993) and is brought back to 15 digits, which is
 * also what the sender saw on the screen.
 */
export function plainNumber(literal: string): string {
  if (!NUMBER_LITERAL.test(literal))
    throw new FileRefusal('malformed-archive', `"${literal}" is not a number literal.`);
  if (!/[eE]/.test(literal) && literal.replace(/\D/g, '').length <= SPREADSHEET_DIGITS) return literal;
  const exact = new Decimal(literal);
  return exact.precision() > SPREADSHEET_DIGITS
    ? exact.toSignificantDigits(SPREADSHEET_DIGITS).toFixed()
    : exact.toFixed();
}

function sharedString(index: string, sharedStrings: readonly string[]): string {
  const text = /^\d{1,7}$/.test(index) ? sharedStrings[Number(index)] : undefined;
  if (text === undefined)
    throw new FileRefusal('malformed-archive', `There is no shared text number ${index}.`);
  return text;
}

function textCell(text: string, hasFormula: boolean): GridCell | null {
  return text.trim() === '' && !hasFormula ? null : withFormula({ text }, hasFormula);
}

function withFormula(cell: GridCell, hasFormula: boolean): GridCell {
  return hasFormula ? { ...cell, formula: true } : cell;
}
