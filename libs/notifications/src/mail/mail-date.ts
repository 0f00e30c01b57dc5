import { Temporal } from 'temporal-polyfill';

/** Languages that write dates and counts with their own digits; said explicitly, since the runtime's guess differs. */
const DIGITS: Readonly<Record<string, string>> = { 'fa-AF': 'arabext', ps: 'arabext' };
/** Where the language alone leaves the country, and with it the names of months, open. */
const REGIONS: Readonly<Record<string, string>> = { ps: 'ps-AF', uz: 'uz-UZ' };

/** A count in the digits of the reader. */
export function localNumber(locale: string, value: number): string {
  return new Intl.NumberFormat(tag(locale)).format(value);
}

/**
 * A day as the reader's country names it, e.g. `Wednesday, 11 November 2026` or `چهارشنبه، ۲۰ عقرب ۱۴۰۵`.
 *
 * @param calendar CLDR id; the Gregorian one uses the language's own order of words, for the others the runtime knows
 *   only a generic order with eras, so the words are put together here.
 */
export function localDay(
  locale: string,
  calendar: string,
  zone: string,
  instant: string,
  comma: string,
): string {
  const format = new Intl.DateTimeFormat(tag(locale, calendar), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: zone,
  });
  const date = Temporal.Instant.from(instant).epochMilliseconds;
  if (calendar === 'gregory') return format.format(date);
  const parts = new Map(format.formatToParts(date).map(({ type, value }) => [type, value]));
  return `${parts.get('weekday')}${comma}${parts.get('day')} ${parts.get('month')} ${parts.get('year')}`;
}

/** The same instant for everybody: `2026-11-11 18:00 Asia/Kabul (UTC+04:30)`. */
export function isoWithZone(zone: string, instant: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${local.toPlainDate().toString()} ${time} ${zone} (UTC${local.offset})`;
}

/** Whole days from one local day to another, in the zone where the deadline is counted. */
export function daysUntil(zone: string, now: string, instant: string): number {
  const [from, to] = [now, instant].map((moment) =>
    Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate(),
  );
  return from.until(to).days;
}

function tag(locale: string, calendar = 'gregory'): string {
  return `${REGIONS[locale] ?? locale}-u-ca-${calendar}-nu-${DIGITS[locale] ?? 'latn'}`;
}
