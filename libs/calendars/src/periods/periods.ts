import { addDays, daysBetween } from '../dates/iso-date.js';
import { majorityMonth } from './alignment.js';
import { irregularPeriod, splitIrregularId } from './irregular-period.js';
import { isPeriodScheme } from './period.js';
import type { Period, PeriodScheme } from './period.js';
import { NO_TABLES, type PeriodTables } from './period-tables.js';
import { InvalidPeriodError } from './periods.errors.js';
import type { SchemeDefinition } from './scheme-definition.js';
import { definitionOf } from './scheme-definitions.js';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
const PERIOD_ID = /^([A-Z_]+[A-Z](?:_\d{1,2})?):(\d{4})-(0[1-9]|1[0-3])$/;

// A computed period never changes, so each is computed once per process. Months of a table may be corrected and are not kept.
const computed = new Map<string, Period>();

/**
 * The period of a scheme by its local year and month. `tables` are needed for lunar months alone.
 * Throws InvalidPeriodError when there is no such month or it starts outside 1990 to 2100, MonthNotAnnouncedError for
 * a lunar month whose bounds are not known.
 */
export function periodOf(
  scheme: PeriodScheme,
  year: number,
  month: number,
  tables: PeriodTables = NO_TABLES,
): Period {
  const id = periodId(scheme, year, month);
  const known = computed.get(id);
  if (known) return known;
  const definition = definitionOf(scheme, tables);
  const period = computePeriod(id, definition, year, month);
  if (definition.alignment === 'MAJORITY') computed.set(id, period);
  return period;
}

/**
 * Reads an id such as 'SOLAR_HIJRI_MONTH:1405-07', or that of an irregular period, which names its last day behind a
 * tilde. Throws InvalidPeriodError for every other text and MonthNotAnnouncedError as periodOf does.
 */
export function parsePeriodId(id: string, tables: PeriodTables = NO_TABLES): Period {
  const { regularId, end } = splitIrregularId(id);
  const parts = PERIOD_ID.exec(regularId);
  if (!parts || !isPeriodScheme(parts[1])) throw new InvalidPeriodError(id);
  const regular = periodOf(parts[1], Number(parts[2]), Number(parts[3]), tables);
  return end === null ? regular : irregularPeriod(regular, end);
}

/** The one period of a scheme that contains a day. Throws InvalidDateError or what periodOf throws. */
export function periodContaining(
  scheme: PeriodScheme,
  date: string,
  tables: PeriodTables = NO_TABLES,
): Period {
  const { year, month } = definitionOf(scheme, tables).monthOf(date);
  return periodOf(scheme, year, month, tables);
}

/** Every period that has at least one day in [fromDate, untilDate), in order of time; none for an empty interval. */
export function periodsBetween(
  scheme: PeriodScheme,
  fromDate: string,
  untilDate: string,
  tables: PeriodTables = NO_TABLES,
): Period[] {
  if (daysBetween(fromDate, untilDate) <= 0) return [];
  const periods = [periodContaining(scheme, fromDate, tables)];
  for (let last = periods[0]; addDays(last.end, 1) < untilDate; periods.push(last)) {
    last = shiftPeriod(last, 1, tables);
  }
  return periods;
}

/** The regular period `count` months after the given one in the same scheme; a negative count goes back. */
export function shiftPeriod(period: Period, count: number, tables: PeriodTables = NO_TABLES): Period {
  const { monthsPerYear } = definitionOf(period.scheme, tables);
  const index = period.year * monthsPerYear + period.month - 1 + count;
  const month = (((index % monthsPerYear) + monthsPerYear) % monthsPerYear) + 1;
  return periodOf(period.scheme, Math.floor(index / monthsPerYear), month, tables);
}

function periodId(scheme: PeriodScheme, year: number, month: number): string {
  return `${scheme}:${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}

function computePeriod(id: string, definition: SchemeDefinition, year: number, month: number): Period {
  if (!isSupportedMonth(definition, year, month)) throw new InvalidPeriodError(id);
  const start = definition.monthStart(year, month);
  if (start < `${FIRST_YEAR}-01-01` || start > `${LAST_YEAR}-12-31`) throw new InvalidPeriodError(id);
  const isLast = month === definition.monthsPerYear;
  const end = addDays(definition.monthStart(isLast ? year + 1 : year, isLast ? 1 : month + 1), -1);
  return Object.freeze({
    id,
    scheme: definition.scheme,
    year,
    month,
    start,
    end,
    days: daysBetween(start, end) + 1,
    alignedTo: definition.alignedMonth?.(year, month) ?? majorityMonth(start, end),
    alignment: definition.alignment,
    irregular: false,
    comparable: month !== definition.shortMonth,
    localLabel: Object.freeze(definition.label(year, month)),
  });
}

function isSupportedMonth(definition: SchemeDefinition, year: number, month: number): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month)) return false;
  if (month < 1 || month > definition.monthsPerYear) return false;
  if (definition.yearOffset === null) return true;
  const gregorianYear = year + definition.yearOffset;
  // A local year may begin within the Gregorian year before or after, so the exact check is on the first day.
  return gregorianYear >= FIRST_YEAR - 1 && gregorianYear <= LAST_YEAR + 1;
}
