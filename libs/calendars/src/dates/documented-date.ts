import { Temporal } from 'temporal-polyfill/full';
import { isIsoDate } from './iso-date.js';

export const DATE_PRECISIONS = ['DAY', 'MONTH', 'YEAR', 'RANGE', 'UNKNOWN'] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/**
 * A date as a public source states it: the event lies on some day of [earliest, latest], both inclusive.
 * `earliest` null with a `latest` means "on or before", which is all that a dated report proves.
 * Both null means that nothing is known; no day is ever made up to fill the gap.
 */
export interface DocumentedDate {
  earliest: string | null;
  latest: string | null;
  precision: DatePrecision;
  /** The source's own wording, kept so that a reader can judge it. */
  text: string | null;
}

const MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
// Only a remark in brackets may follow: '2018 or 2019' is not the year 2018.
const LEADING_DATE = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:\s*\(.*\))?$/;
const NAMED_DAY = /(\d{1,2}) ([A-Za-z]+) (\d{4})/g;
const DAYS_WITHIN_MONTH = /(\d{1,2})[–-](\d{1,2}) ([A-Za-z]+)/;
const REPORTED_ONLY = /^(reported|announced)\b|\(reported\)/i;

/**
 * Reads a date in the wording of the documented facts: '2026-01-14', '2025-04', '2018', '2023-02-22 (reported)',
 * 'solar year 1403 (20 March 2024 – 20 March 2025)'. The precision text may only widen what the date says or bound
 * it from above ('month (COP29)', 'reported', 'visit 3–5 August'); it never sharpens it. Whatever cannot be read
 * becomes UNKNOWN and keeps its wording.
 */
export function documentedDate(text: string | null, precisionText: string | null = null): DocumentedDate {
  if (text === null) return unknownDate(null);
  const stated = namedRange(text) ?? leadingDate(text);
  if (!stated) return unknownDate(text);
  return { ...adjusted(stated, text, precisionText?.trim() ?? ''), text };
}

/** True when the event is proven to have happened on or before `date`. */
export function certainlyBy(documented: DocumentedDate, date: string): boolean {
  return documented.latest !== null && documented.latest <= date;
}

/**
 * True when the evidence leaves room for the event on or before `date`. An "on or before" date leaves room for any
 * earlier day. A wholly unknown date answers false to both questions: a reader lists it apart, by its precision.
 */
export function possiblyBy(documented: DocumentedDate, date: string): boolean {
  if (documented.precision === 'UNKNOWN') return false;
  return documented.earliest === null || documented.earliest <= date;
}

type Stated = Omit<DocumentedDate, 'text'>;

function adjusted(stated: Stated, text: string, precisionText: string): Stated {
  if (REPORTED_ONLY.test(text) || REPORTED_ONLY.test(precisionText)) {
    return { earliest: null, latest: stated.latest, precision: 'RANGE' };
  }
  if (stated.precision !== 'DAY') return stated;
  const day = Temporal.PlainDate.from(stated.latest ?? '');
  if (/^month\b/i.test(precisionText)) return wholeMonth(day.year, day.month);
  if (/^year\b/i.test(precisionText)) return wholeYear(day.year);
  if (/^day\b/i.test(precisionText)) return stated;
  return daysWithinMonth(precisionText, day) ?? stated;
}

function leadingDate(text: string): Stated | undefined {
  const parts = LEADING_DATE.exec(text.trim());
  if (!parts) return undefined;
  const [, year, month, day] = parts;
  if (month === undefined) return Number(year) > 0 ? wholeYear(Number(year)) : undefined;
  if (day === undefined) return isIsoDate(`${year}-${month}-01`) ? wholeMonth(+year, +month) : undefined;
  const date = `${year}-${month}-${day}`;
  return isIsoDate(date) ? { earliest: date, latest: date, precision: 'DAY' } : undefined;
}

function namedRange(text: string): Stated | undefined {
  const days = [...text.matchAll(NAMED_DAY)].map(([, day, month, year]) => namedDay(+year, month, +day));
  const [earliest, latest] = days;
  if (days.length !== 2 || !earliest || !latest || earliest > latest) return undefined;
  return { earliest, latest, precision: 'RANGE' };
}

function daysWithinMonth(precisionText: string, day: Temporal.PlainDate): Stated | undefined {
  const parts = DAYS_WITHIN_MONTH.exec(precisionText);
  if (!parts) return undefined;
  const earliest = namedDay(day.year, parts[3], Number(parts[1]));
  const latest = namedDay(day.year, parts[3], Number(parts[2]));
  const date = day.toString();
  // A range that does not contain the stated day speaks of something else.
  if (!earliest || !latest || date < earliest || date > latest) return undefined;
  return { earliest, latest, precision: 'RANGE' };
}

function namedDay(year: number, monthName: string, day: number): string | undefined {
  const month = MONTH_NAMES.indexOf(monthName.toLowerCase()) + 1;
  const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
  return isIsoDate(date) ? date : undefined;
}

function wholeMonth(year: number, month: number): Stated {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const latest = first.with({ day: first.daysInMonth }).toString();
  return { earliest: first.toString(), latest, precision: 'MONTH' };
}

function wholeYear(year: number): Stated {
  return { earliest: `${digits(year, 4)}-01-01`, latest: `${digits(year, 4)}-12-31`, precision: 'YEAR' };
}

function unknownDate(text: string | null): DocumentedDate {
  return { earliest: null, latest: null, precision: 'UNKNOWN', text };
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
