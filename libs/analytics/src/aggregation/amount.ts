import { Decimal } from 'decimal.js';

/** Arithmetic of figures: 28 significant digits, rounded half to even and only when an answer is written. */
export const Amount = Decimal.clone({
  precision: 28,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -40,
  toExpPos: 40,
});
export type Amount = Decimal;

export const ZERO: Amount = new Amount(0);

/** The sum of amounts; zero for none. */
export function sumOf(amounts: readonly Amount[]): Amount {
  return amounts.reduce((sum, amount) => sum.plus(amount), ZERO);
}

/** An amount as an answer writes it: a fixed number of decimals, half to even, never an exponent. */
export function rounded(amount: Amount, decimals: number): string {
  return amount.toFixed(decimals, Decimal.ROUND_HALF_EVEN);
}

/** An amount with every digit that it has. */
export function exact(amount: Amount): string {
  return amount.toFixed();
}
