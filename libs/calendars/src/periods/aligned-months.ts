import type { Period, PeriodScheme } from './period.js';
import { NO_TABLES, type PeriodTables } from './period-tables.js';
import { InvalidPeriodError, InvalidRangeError, RangeTooLargeError } from './periods.errors.js';
import { periodContaining, periodOf, shiftPeriod } from './periods.js';

export const MAX_RANGE_MONTHS = 240;

const ALIGNED_MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;
const RANGE_SEPARATOR = '..';
const MIDDLE_DAY = '15';

/**
 * Reads an aligned month 'YYYY-MM', the Gregorian month under which periods of all schemes are compared, and returns
 * it unchanged. Throws InvalidPeriodError for another form or a month outside 1990 to 2100.
 */
export function parseAlignedMonth(text: string): string {
  const parts = ALIGNED_MONTH.exec(text);
  if (!parts) throw new InvalidPeriodError(text);
  periodOf('GREGORIAN_MONTH', Number(parts[1]), Number(parts[2]));
  return text;
}

/**
 * The period of a scheme that is aligned to a Gregorian month 'YYYY-MM'. Throws InvalidPeriodError.
 * In every scheme of twelve solar months the period that contains the 15th is the aligned one: Ethiopian months begin
 * around the 10th, Solar Hijri months around the 21st, windows where they please. Pagume alone and the lunar months do
 * not answer one to one to Gregorian months; of them it is the one that contains the 15th as well.
 */
export function periodAlignedTo(
  scheme: PeriodScheme,
  alignedMonth: string,
  tables: PeriodTables = NO_TABLES,
): Period {
  return periodContaining(scheme, `${parseAlignedMonth(alignedMonth)}-${MIDDLE_DAY}`, tables);
}

/** The aligned month `count` months after the given one; a negative count goes back. */
export function shiftAlignedMonth(alignedMonth: string, count: number): string {
  return shiftPeriod(periodAlignedTo('GREGORIAN_MONTH', alignedMonth), count).alignedTo;
}

/**
 * Expands '2026-10' or '2026-01..2026-10' (both ends included) into aligned months in order of time.
 * Throws InvalidPeriodError for an end that is no month, InvalidRangeError for a malformed or reversed range and
 * RangeTooLargeError beyond 240 months.
 */
export function expandMonthRange(text: string): string[] {
  const ends = text.split(RANGE_SEPARATOR);
  if (ends.length > 2 || ends.includes('')) throw new InvalidRangeError(text);
  const [first, last = first] = ends.map(parseAlignedMonth);
  const months = monthNumber(last) - monthNumber(first) + 1;
  if (months < 1) throw new InvalidRangeError(text);
  if (months > MAX_RANGE_MONTHS) throw new RangeTooLargeError(months, MAX_RANGE_MONTHS);
  return Array.from({ length: months }, (_, index) => shiftAlignedMonth(first, index));
}

function monthNumber(alignedMonth: string): number {
  return Number(alignedMonth.slice(0, 4)) * 12 + Number(alignedMonth.slice(5));
}
