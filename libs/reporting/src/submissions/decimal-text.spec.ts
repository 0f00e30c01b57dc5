import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { decimalFault, normalDecimal } from './decimal-text.js';

const digits = (min: number, max: number) =>
  fc.array(fc.constantFrom(...'0123456789'), { minLength: min, maxLength: max }).map((list) => list.join(''));
const written = fc
  .tuple(fc.constantFrom('', '-'), digits(1, 15), fc.option(digits(1, 6), { nil: undefined }))
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}`);

const isDigits = (part: string) => part !== '' && [...part].every((char) => char >= '0' && char <= '9');

/** The grammar once more, said in another way than the code says it. */
function isPlainDecimal(text: string): boolean {
  const unsigned = text.startsWith('-') ? text.slice(1) : text;
  const parts = unsigned.split('.');
  return parts.length <= 2 && parts.every(isDigits);
}

describe(decimalFault.name, () => {
  it('takes every number that is written in the grammar and fits', () => {
    fc.assert(fc.property(written, (text) => decimalFault(text) === null));
  });

  it('refuses every string outside the grammar', () => {
    const numberlike = fc
      .array(fc.constantFrom(...'0123456789.,-+eE xX_\u00a0\u0663\u0966\uff11\n'), { maxLength: 12 })
      .map((list) => list.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), numberlike), (text) => {
        fc.pre(!isPlainDecimal(text));
        expect(decimalFault(text)).toBe('invalid-number');
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    '1,5',
    '1e3',
    '0x1F',
    ' 12 ',
    '12\n',
    '\n12',
    '1_000',
    '٣',
    '१',
    '１２',
    'NaN',
    'Infinity',
    '-Infinity',
    '+1',
    '--1',
    '1-',
    '.5',
    '5.',
    '-',
    '.',
    '',
    '1.2.3',
    '1 000',
    '1\u00a0000',
    '½',
    '−1',
    '1\u0000',
  ])('refuses %j', (text) => {
    expect(decimalFault(text)).toBe('invalid-number');
  });

  it.each([
    ['9'.repeat(15), null],
    ['9'.repeat(16), 'number-out-of-range'],
    [`-${'9'.repeat(15)}.999999`, null],
    ['0'.repeat(16), 'number-out-of-range'],
    ['1.123456', null],
    ['1.1234567', 'number-out-of-range'],
    ['1.0000000', 'number-out-of-range'],
  ])('judges the digits of %s: %s', (text, expected) => {
    expect(decimalFault(text)).toBe(expected);
  });
});

describe(normalDecimal.name, () => {
  it('keeps the value', () => {
    fc.assert(fc.property(written, (text) => new Decimal(normalDecimal(text)).eq(new Decimal(text))));
  });

  it('stays within the grammar', () => {
    fc.assert(fc.property(written, (text) => decimalFault(normalDecimal(text)) === null));
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(written, (text) => normalDecimal(normalDecimal(text)) === normalDecimal(text)));
  });

  it.each([
    ['-0', '0'],
    ['-0.00', '0.00'],
    ['007', '7'],
    ['-007.50', '-7.50'],
    ['00.5', '0.5'],
    ['0', '0'],
    ['13.20', '13.20'],
  ])('writes %s as %s', (text, expected) => {
    expect(normalDecimal(text)).toBe(expected);
  });
});
