import { Decimal } from 'decimal.js';

/** Enough for 15 digits before and 6 after the decimal mark times any factor a person would write. */
const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

export const FACTOR_PATTERN = /^[1-9]\d{0,8}(?:\/[1-9]\d{0,8})?$/;

/**
 * Multiplies a decimal string by a fraction such as `1/60` and rounds once, at the end, half up. No trailing zeros:
 * 894 seconds are `14.9` minutes. `rounded` tells that the exact result had more decimals.
 */
export function convertUnit(
  value: string,
  factor: string,
  decimals: number,
): { value: string; rounded: boolean } {
  const [numerator = '1', denominator = '1'] = factor.split('/');
  const product = new Exact(value).times(numerator);
  const quotient = product.dividedBy(denominator);
  const kept = quotient.toDecimalPlaces(decimals);
  return { value: kept.isZero() ? '0' : kept.toFixed(), rounded: !kept.times(denominator).equals(product) };
}
