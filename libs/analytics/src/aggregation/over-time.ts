import { sumOf, type Amount } from './amount.js';
import type { NoValueReason } from './figures.js';
import type { Term } from './measure.js';
import type { Reading } from './reading.js';

/** A month-end figure may stand in for the next month, flagged, but never for a later one. */
export const LAST_VALUE_MAX_AGE = 1;
/** With fewer contributors than this beside a withheld figure, the sum would give it away. */
export const MIN_CONTRIBUTORS = 3;

/** Readings of one month: the units of a group. */
interface Month {
  readings: Reading[];
  /** Months between this one and the end of the window. */
  age: number;
}

export type Total = { amount: Amount; age: number } | { refused: NoValueReason };

/** The months of a window that have something to count, oldest first. */
export function monthsOf(readings: readonly Reading[], window: readonly string[]): Month[] {
  const byMonth = new Map<string, Reading[]>();
  for (const reading of readings) {
    if (reading.state !== 'USABLE' && reading.state !== 'SUPPRESSED') continue;
    const known = byMonth.get(reading.report.month);
    if (known) known.push(reading);
    else byMonth.set(reading.report.month, [reading]);
  }
  return window.flatMap((month, index) => {
    const found = byMonth.get(month);
    return found ? [{ readings: found, age: window.length - 1 - index }] : [];
  });
}

/** One term over units and then over months. */
export function totalOf(term: Term, months: readonly Month[], maxAge = LAST_VALUE_MAX_AGE): Total {
  const last = months.at(-1);
  if (!last) return { refused: 'no-data' };
  if (term.time === 'SUM') return sumOver(term, months, 0);
  if (last.age > maxAge) return { refused: 'too-old' };
  return sumOver(term, [last], last.age);
}

function sumOver(term: Term, months: readonly Month[], age: number): Total {
  if (months.some(({ readings }) => givesAway(readings))) return { refused: 'suppressed' };
  const counted = months.flatMap(({ readings }) => readings).filter(({ state }) => state === 'USABLE');
  return { amount: sumOf(counted.map(({ parts }) => term.of(parts))), age };
}

function givesAway(readings: readonly Reading[]): boolean {
  const withheld = readings.some(({ state }) => state === 'SUPPRESSED');
  return withheld && readings.filter(({ state }) => state === 'USABLE').length < MIN_CONTRIBUTORS;
}
