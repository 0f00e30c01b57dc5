import { Temporal } from 'temporal-polyfill/full';
import { InvalidDateError } from './dates.errors.js';

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const CACHED_DAYS_LIMIT = 100_000;

// The same few hundred days are read again and again while deadlines are counted.
const parsedDays = new Map<string, Temporal.PlainDate>();
// Counting goes from a day to the one beside it.
const nextDays = new Map<string, string>();
const previousDays = new Map<string, string>();

/**
 * Tells whether a text is a real calendar day in the form 'YYYY-MM-DD'.
 * PostgreSQL would also take 'today', 'infinity' or '2026-2-3'; nothing of that kind may reach it.
 */
export function isIsoDate(text: unknown): text is string {
  return typeof text === 'string' && readDay(text) !== undefined;
}

/** The day `days` calendar days after `date`; a negative number goes back. Throws InvalidDateError. */
export function addDays(date: string, days: number): string {
  const day = plainDate(date);
  if (days === 0) return day.toString();
  const neighbours = days === 1 ? nextDays : days === -1 ? previousDays : null;
  const known = neighbours?.get(date);
  if (known) return known;
  const found = day.add({ days }).toString();
  if (neighbours && neighbours.size < CACHED_DAYS_LIMIT) neighbours.set(date, found);
  return found;
}

/** Number of midnights from one day to another: 0 for the same day, negative when `until` is earlier. */
export function daysBetween(from: string, until: string): number {
  return plainDate(from).until(plainDate(until), { largestUnit: 'days' }).days;
}

/** The ISO weekday of a day: 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: string): number {
  return plainDate(date).dayOfWeek;
}

/** The later of two days; ISO texts of equal length sort as the days do. */
export function laterDate(a: string, b: string): string {
  return a > b ? a : b;
}

/**
 * The calendar day that a wall clock in `zone` (IANA id) shows at an instant.
 * Throws RangeError when the instant or the zone cannot be read.
 */
export function localDateIn(zone: string, instantIso: string): string {
  return Temporal.Instant.from(instantIso).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** Tells whether a text is an IANA time-zone id which the runtime knows. */
export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The time 'HH:MM' that a wall clock in `zone` shows at an instant. Throws RangeError as localDateIn does. */
export function localTimeIn(zone: string, instantIso: string): string {
  const local = Temporal.Instant.from(instantIso).toZonedDateTimeISO(zone).toPlainTime();
  return local.toString({ smallestUnit: 'minute' });
}

/** The parsed day of an ISO date; throws InvalidDateError for any other text. */
export function plainDate(date: string): Temporal.PlainDate {
  const day = readDay(date);
  if (!day) throw new InvalidDateError(date);
  return day;
}

function readDay(text: string): Temporal.PlainDate | undefined {
  const known = parsedDays.get(text);
  if (known) return known;
  const day = parseDay(text);
  if (day && parsedDays.size < CACHED_DAYS_LIMIT) parsedDays.set(text, day);
  return day;
}

function parseDay(text: string): Temporal.PlainDate | undefined {
  const parts = ISO_DATE.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = parts.slice(1).map(Number);
  // Year 0 exists in the proleptic ISO calendar but not in PostgreSQL's dates.
  if (year === 0) return undefined;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
