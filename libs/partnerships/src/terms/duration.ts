import { Temporal } from 'temporal-polyfill/full';
import type { DocumentedDate } from '#calendars';

const DURATION = /^P(?=\d)(?:(\d{1,2})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?$/;
const LAST_DAY = '9999-12-31';
const FIRST_DAY = '0001-01-01';

/** An ISO 8601 duration of whole days or longer, and of some length: 'P6M', 'P1Y', 'P90D'. */
export function isDuration(text: unknown): text is string {
  return typeof text === 'string' && DURATION.test(text) && /[1-9]/.test(text);
}

/**
 * The day that lies `times` durations after (or, negative, before) a day. A month that is too short gives its last
 * day. Days beyond the years that the register can write become the last or first one that it can.
 */
export function shiftDay(day: string, duration: string, times = 1): string {
  const [, years, months, weeks, days] = DURATION.exec(duration) ?? [];
  const part = (text: string | undefined): number => Number(text ?? 0) * times;
  const shifted = Temporal.PlainDate.from(day).add({
    years: part(years),
    months: part(months),
    weeks: part(weeks),
    days: part(days),
  });
  if (shifted.year > 9999) return LAST_DAY;
  return shifted.year < 1 ? FIRST_DAY : shifted.toString();
}

/** The most days that a duration can have. */
export function longestDays(duration: string): number {
  const [, years, months, weeks, days] = DURATION.exec(duration) ?? [];
  const number = (text: string | undefined): number => Number(text ?? 0);
  return number(years) * 366 + number(months) * 31 + number(weeks) * 7 + number(days);
}

/** A documented date shifted as a whole: what is known to the month stays known to the month. */
export function shiftDocumented(date: DocumentedDate, duration: string, times = 1): DocumentedDate {
  const earliest = date.earliest && shiftDay(date.earliest, duration, times);
  const latest = date.latest && shiftDay(date.latest, duration, times);
  if (date.precision === 'MONTH' && earliest && !/[WD]/.test(duration)) {
    const first = Temporal.PlainDate.from(earliest);
    const last = first.with({ day: first.daysInMonth }).toString();
    return { earliest, latest: last, precision: 'MONTH', text: earliest.slice(0, 7) };
  }
  const precision = date.precision === 'DAY' || date.precision === 'UNKNOWN' ? date.precision : 'RANGE';
  return { earliest, latest, precision, text: precision === 'DAY' ? latest : null };
}
