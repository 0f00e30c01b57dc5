import { addDays, daysBetween, plainDate } from '../dates/iso-date.js';

/**
 * The Gregorian month 'YYYY-MM' that holds most days of a period given by its inclusive bounds (MAJORITY rule).
 * Ethiopian and Solar Hijri months map one to one this way, with at least 18 days in the chosen month, so an equal
 * split does not occur for them; were it to, the earlier month is taken.
 */
export function majorityMonth(start: string, end: string): string {
  let best = { month: '', days: 0 };
  for (let from = start; from <= end; from = firstOfNextMonth(from)) {
    const until = firstOfNextMonth(from);
    const days = daysBetween(from, until <= end ? until : addDays(end, 1));
    if (days > best.days) best = { month: from.slice(0, 7), days };
  }
  return best.month;
}

function firstOfNextMonth(date: string): string {
  return plainDate(date).with({ day: 1 }).add({ months: 1 }).toString();
}
