import * as fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { readNumber } from './number-grammar.js';
import type { NumberRule } from './source-profile.js';

const PLAIN: NumberRule = { digits: ['latin'], thousands: null, decimal: '.' };
const COMMA: NumberRule = { digits: ['latin'], thousands: '.', decimal: ',' };
const PERSIAN: NumberRule = {
  digits: ['extended-arabic-indic', 'arabic-indic', 'latin'],
  thousands: '٬',
  decimal: '٫',
};
const SPACED: NumberRule = { digits: ['latin'], thousands: '\u00a0', decimal: ',' };

/** Writes a plain decimal string the way a profile does: the counterpart of the reader, kept apart from it. */
function written(value: string, rule: NumberRule, firstDigit: number): string {
  const [, sign = '', whole = '', fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  const grouped = rule.thousands === null ? whole : whole.replace(/\B(?=(\d{3})+$)/g, rule.thousands);
  const text = sign + grouped + (fraction === undefined ? '' : rule.decimal + fraction);
  return text.replace(/\d/g, (digit) => String.fromCodePoint(firstDigit + Number(digit)));
}

const DECIMALS = fc
  .tuple(fc.boolean(), fc.bigInt(0n, 999_999_999_999_999n), fc.option(fc.stringMatching(/^\d{1,6}$/)))
  .map(([negative, whole, fraction]) => {
    const unsigned = fraction === null ? String(whole) : `${whole}.${fraction}`;
    return negative && /[1-9]/.test(unsigned) ? `-${unsigned}` : unsigned;
  });

describe(readNumber.name, () => {
  it.each<[string, NumberRule, number]>([
    ['latin digits and a decimal point', PLAIN, 0x30],
    ['dots between thousands and a decimal comma', COMMA, 0x30],
    ['hard spaces between thousands', SPACED, 0x30],
    ['Persian digits and marks', PERSIAN, 0x6f0],
    ['Arabic digits and marks', PERSIAN, 0x660],
  ])('reads back every decimal written with %s', (_name, rule, firstDigit) => {
    fc.assert(
      fc.property(DECIMALS, (value) => {
        expect(readNumber(written(value, rule, firstDigit), rule)).toEqual({ value });
      }),
    );
  });

  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['-0.0', '0.0'],
    ['007', '7'],
    ['00.5', '0.5'],
    ['-12.50', '-12.50'],
    ['0000000000000000001', '1'],
    ['999999999999999.999999', '999999999999999.999999'],
  ])('reads the plain number %s as %s', (text, value) => {
    expect(readNumber(text, PLAIN)).toEqual({ value });
  });

  it.each([
    ['1,5'],
    ['1e3'],
    ['0x1F'],
    [' 12 '],
    ['12 '],
    ['٣'],
    ['۱۲'],
    ['１２'],
    ['1_000'],
    ['1,000'],
    ['+5'],
    ['−5'],
    ['--5'],
    ['5-'],
    ['.5'],
    ['5.'],
    ['1.2.3'],
    ['NaN'],
    ['Infinity'],
    ['50%'],
    ['=1+1'],
    ['12\n'],
    ['abc'],
    [''],
  ])('refuses %j under the plain grammar', (text) => {
    expect(readNumber(text, PLAIN)).toEqual({ problem: 'invalid-number' });
  });

  it.each([['1.5'], ['1.23.456'], ['1234.567'], ['.123'], ['1.234.56'], ['1.234.567.8'], ['12,'], ['1,2,3']])(
    'refuses %j where dots stand between thousands',
    (text) => {
      expect(readNumber(text, COMMA)).toEqual({ problem: 'invalid-number' });
    },
  );

  it.each([['۱2'], ['1۲'], ['۱٢'], ['۱.۵'], ['۱,۲۳۴'], ['۱۲٬۳۴'], ['१२']])(
    'refuses %j under the Persian grammar',
    (text) => {
      expect(readNumber(text, PERSIAN)).toEqual({ problem: 'invalid-number' });
    },
  );

  it.each([['1234567890123456'], ['-1234567890123456'], ['1.1234567']])(
    'says that %s has too many digits',
    (text) => {
      expect(readNumber(text, PLAIN)).toEqual({ problem: 'number-out-of-range' });
    },
  );
});
