import { addDays, daysBetween, plainDate } from '../dates/iso-date.js';

/** How many days of a period lie in a Gregorian month 'YYYY-MM'. */
export interface MonthShare {
  readonly month: string;
  readonly days: number;
}

/** The Gregorian months that a period given by its inclusive bounds touches, with its days in each. */
export function monthShares(start: string, end: string): MonthShare[] {
  const shares: MonthShare[] = [];
  for (let from = start; from <= end; from = firstOfNextMonth(from)) {
    const until = firstOfNextMonth(from);
    const days = daysBetween(from, until <= end ? until : addDays(end, 1));
    shares.push({ month: from.slice(0, 7), days });
  }
  return shares;
}

/**
 * The Gregorian month 'YYYY-MM' that holds most days of a period given by its inclusive bounds (MAJORITY rule).
 * Ethiopian and Solar Hijri months map one to one this way, with at least 18 days in the chosen month, so an equal
 * split does not occur for them; were it to, the earlier month is taken.
 */
export function majorityMonth(start: string, end: string): string {
  return monthShares(start, end).reduce((best, share) => (share.days > best.days ? share : best)).month;
}

function firstOfNextMonth(date: string): string {
  return plainDate(date).with({ day: 1 }).add({ months: 1 }).toString();
}
