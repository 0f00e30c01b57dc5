import type { DigitSet, NumberRule } from './source-profile.js';

export const MAX_INTEGER_DIGITS = 15;
export const MAX_FRACTION_DIGITS = 6;

const FIRST_DIGIT: Readonly<Record<DigitSet, number>> = {
  latin: 0x30,
  'arabic-indic': 0x660,
  'extended-arabic-indic': 0x6f0,
};

const ONE_DIGIT: Readonly<Record<DigitSet, RegExp>> = {
  latin: digitsIn('latin', 'u'),
  'arabic-indic': digitsIn('arabic-indic', 'u'),
  'extended-arabic-indic': digitsIn('extended-arabic-indic', 'u'),
};
const EVERY_DIGIT: Readonly<Record<DigitSet, RegExp>> = {
  latin: digitsIn('latin', 'gu'),
  'arabic-indic': digitsIn('arabic-indic', 'gu'),
  'extended-arabic-indic': digitsIn('extended-arabic-indic', 'gu'),
};

/** The grammar of a number that the file itself declares as one. */
export const PLAIN_NUMBERS: NumberRule = { digits: ['latin'], thousands: null, decimal: '.' };

export type NumberReading = { value: string } | { problem: 'invalid-number' | 'number-out-of-range' };

/**
 * Reads a number by the one grammar of its profile, never by a guess: one digit set per number, groups of exactly three
 * or none at all, the profile's decimal mark, an optional minus sign before it.
 *
 * The value is a plain decimal string without leading zeros; the decimals are kept as written, so `11,0` is `11.0`.
 * A minus zero is a zero. Up to 15 digits before and 6 after the decimal mark.
 */
export function readNumber(text: string, rule: NumberRule): NumberReading {
  const latin = inLatinDigits(text, rule.digits);
  const match = latin === undefined ? null : patternOf(rule).exec(latin);
  if (!match) return { problem: 'invalid-number' };
  const [, sign = '', whole = '', fraction] = match;
  const digits = (rule.thousands === null ? whole : whole.replaceAll(rule.thousands, '')).replace(
    /^0+(?=\d)/,
    '',
  );
  if (digits.length > MAX_INTEGER_DIGITS || (fraction?.length ?? 0) > MAX_FRACTION_DIGITS) {
    return { problem: 'number-out-of-range' };
  }
  const unsigned = fraction === undefined ? digits : `${digits}.${fraction}`;
  return { value: /[1-9]/.test(unsigned) ? sign + unsigned : unsigned };
}

/** What the grammar allows, in words for a message. */
export function describeNumbers(rule: NumberRule): string {
  const groups = rule.thousands === null ? 'no thousands mark' : `"${rule.thousands}" between thousands`;
  return `a number in ${rule.digits.join(' or ')} digits, "${rule.decimal}" before decimals, ${groups}`;
}

/** The text with its digits replaced by 0-9, or undefined when its digits come from no or several allowed sets. */
export function inLatinDigits(text: string, allowed: readonly DigitSet[]): string | undefined {
  const used = allowed.find((set) => ONE_DIGIT[set].test(text));
  if (used === undefined) return undefined;
  const first = FIRST_DIGIT[used];
  // A digit of another set next to this one would survive the replacement, so only one set may occur.
  if (used !== 'latin' && /\d/.test(text)) return undefined;
  const latin =
    used === 'latin'
      ? text
      : text.replace(EVERY_DIGIT[used], (digit) => String(digit.codePointAt(0)! - first));
  return /\p{Nd}/u.test(latin.replace(/\d/g, '')) ? undefined : latin;
}

function digitsIn(set: DigitSet, flags: string): RegExp {
  const first = FIRST_DIGIT[set];
  return new RegExp(`[\\u{${first.toString(16)}}-\\u{${(first + 9).toString(16)}}]`, flags);
}

/** Compiled once for each rule: a file asks for it at every value. */
const PATTERNS = new WeakMap<NumberRule, RegExp>();

function patternOf(rule: NumberRule): RegExp {
  const known = PATTERNS.get(rule) ?? compiled(rule);
  PATTERNS.set(rule, known);
  return known;
}

function compiled(rule: NumberRule): RegExp {
  const decimal = literal(rule.decimal);
  const whole = rule.thousands === null ? '\\d+' : `\\d{1,3}(?:${literal(rule.thousands)}\\d{3})+|\\d+`;
  return new RegExp(`^(-?)(${whole})(?:${decimal}(\\d+))?$`, 'u');
}

function literal(mark: string): string {
  return mark.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
