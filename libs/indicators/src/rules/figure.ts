import { Decimal } from 'decimal.js';

/**
 * The number of the rules. A product of two of the longest values that a cell can hold (21 digits each) is exact with
 * 64 digits; what cannot be exact, a quotient, is rounded to them, the same way in every engine.
 */
export const Figure = Decimal.clone({ defaults: true, precision: 64 });
export type Figure = Decimal;

/** A figure as plain digits, never with an exponent. */
export function textOf(figure: Figure): string {
  return figure.toFixed();
}
