const FORM = /^-?\d+(\.\d+)?$/;
export const MAX_INTEGER_DIGITS = 15;
export const MAX_DECIMALS = 6;

export type DecimalFault = 'invalid-number' | 'number-out-of-range';

/**
 * One spelling of a number and no guessing: optional minus, digits, point, digits. Fifteen digits
 * before the point and six after it are what every store and tool on the way can hold.
 */
export function decimalFault(text: string): DecimalFault | null {
  if (!FORM.test(text)) return 'invalid-number';
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  return whole.length > MAX_INTEGER_DIGITS || fraction.length > MAX_DECIMALS ? 'number-out-of-range' : null;
}

/** The same number without superfluous leading zeros and without a negative zero. */
export function normalDecimal(text: string): string {
  const sign = text.startsWith('-') ? '-' : '';
  const bare = text.replace('-', '').replace(/^0+(?=\d)/, '');
  return /^0(\.0+)?$/.test(bare) ? bare : `${sign}${bare}`;
}
