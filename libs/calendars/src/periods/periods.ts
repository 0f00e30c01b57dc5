import { addDays, daysBetween } from '../dates/iso-date.js';
import { majorityMonth } from './alignment.js';
import { ETHIOPIAN_MONTH } from './ethiopian-month.js';
import { GREGORIAN_MONTH } from './gregorian-month.js';
import { isPeriodScheme } from './period.js';
import type { Period, PeriodScheme } from './period.js';
import { InvalidPeriodError } from './periods.errors.js';
import type { SchemeDefinition } from './scheme-definition.js';
import { SOLAR_HIJRI_MONTH } from './solar-hijri-month.js';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
const MONTHS_PER_YEAR = 12;
const PERIOD_ID = /^([A-Z_]+):(\d{4})-(0[1-9]|1[0-2])$/;

const DEFINITIONS: Record<PeriodScheme, SchemeDefinition> = {
  GREGORIAN_MONTH,
  ETHIOPIAN_MONTH,
  SOLAR_HIJRI_MONTH,
};

// A period never changes and about four thousand exist at most, so each is computed once per process.
const computed = new Map<string, Period>();

/**
 * The period of a scheme by its local year and month (1 to 12).
 * Throws InvalidPeriodError when there is no such month or it starts outside 1990 to 2100.
 */
export function periodOf(scheme: PeriodScheme, year: number, month: number): Period {
  const id = periodId(scheme, year, month);
  const known = computed.get(id);
  if (known) return known;
  const period = computePeriod(id, scheme, year, month);
  computed.set(id, period);
  return period;
}

/** Reads an id such as 'SOLAR_HIJRI_MONTH:1405-07'; throws InvalidPeriodError for every other text. */
export function parsePeriodId(id: string): Period {
  const parts = PERIOD_ID.exec(id);
  if (!parts || !isPeriodScheme(parts[1])) throw new InvalidPeriodError(id);
  return periodOf(parts[1], Number(parts[2]), Number(parts[3]));
}

/** The one period of a scheme that contains a day. Throws InvalidDateError or InvalidPeriodError. */
export function periodContaining(scheme: PeriodScheme, date: string): Period {
  const { year, month } = DEFINITIONS[scheme].monthOf(date);
  return periodOf(scheme, year, month);
}

/** Every period that has at least one day in [fromDate, untilDate), in order of time; none for an empty interval. */
export function periodsBetween(scheme: PeriodScheme, fromDate: string, untilDate: string): Period[] {
  if (daysBetween(fromDate, untilDate) <= 0) return [];
  const periods = [periodContaining(scheme, fromDate)];
  for (let last = periods[0]; addDays(last.end, 1) < untilDate; periods.push(last)) {
    last = shiftPeriod(last, 1);
  }
  return periods;
}

/** The period `count` months after the given one in the same scheme; a negative count goes back. */
export function shiftPeriod(period: Period, count: number): Period {
  const index = period.year * MONTHS_PER_YEAR + period.month - 1 + count;
  return periodOf(
    period.scheme,
    Math.floor(index / MONTHS_PER_YEAR),
    (((index % MONTHS_PER_YEAR) + MONTHS_PER_YEAR) % MONTHS_PER_YEAR) + 1,
  );
}

function periodId(scheme: PeriodScheme, year: number, month: number): string {
  return `${scheme}:${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}

function computePeriod(id: string, scheme: PeriodScheme, year: number, month: number): Period {
  const definition = DEFINITIONS[scheme];
  if (!isSupportedMonth(definition, year, month)) throw new InvalidPeriodError(id);
  const start = definition.monthStart(year, month);
  if (start < `${FIRST_YEAR}-01-01` || start > `${LAST_YEAR}-12-31`) throw new InvalidPeriodError(id);
  const next = month === MONTHS_PER_YEAR ? ([year + 1, 1] as const) : ([year, month + 1] as const);
  const end = addDays(definition.monthStart(...next), -1);
  return Object.freeze({
    id,
    scheme,
    year,
    month,
    start,
    end,
    days: daysBetween(start, end) + 1,
    alignedTo: majorityMonth(start, end),
    localLabel: Object.freeze(definition.label(year, month)),
  });
}

function isSupportedMonth(definition: SchemeDefinition, year: number, month: number): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month)) return false;
  const gregorianYear = year + definition.yearOffset;
  // A local year may begin within the Gregorian year before or after, so the exact check is on the first day.
  const yearIsNear = gregorianYear >= FIRST_YEAR - 1 && gregorianYear <= LAST_YEAR + 1;
  return yearIsNear && month >= 1 && month <= MONTHS_PER_YEAR;
}
