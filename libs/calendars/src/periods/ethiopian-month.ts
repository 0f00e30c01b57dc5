import { Temporal } from 'temporal-polyfill/full';
import { plainDate } from '../dates/iso-date.js';
import { ethiopianLabel } from './ethiopian-names.js';
import { TWELVE_MONTHS, type LocalMonth, type SchemeDefinition } from './scheme-definition.js';

const CALENDAR = 'ethiopic';
const NEHASSE = 12;
const PAGUME = 13;
const YEAR_OFFSET = 7;

/**
 * The Ethiopian month with Pagume, the short thirteenth month of 5 or 6 days, merged into the twelfth (Nehasse).
 * Month 12 therefore has 35 days, 36 in a leap year, and no day of the year is left without a period.
 */
export const ETHIOPIAN_MONTH: SchemeDefinition = {
  scheme: 'ETHIOPIAN_MONTH',
  ...TWELVE_MONTHS,
  yearOffset: YEAR_OFFSET,
  monthStart: firstOfMonth,
  monthOf: (date) => {
    const { year, month } = ethiopianMonthOf(date);
    return { year, month: Math.min(month, NEHASSE) };
  },
  label: (year, month) => ethiopianLabel(year, month, month === NEHASSE ? PAGUME : null),
};

/** Thirteen periods: Pagume reports on its own and is left out of every comparison with the month before. */
export const ETHIOPIAN_MONTH_SEPARATE: SchemeDefinition = {
  scheme: 'ETHIOPIAN_MONTH_SEPARATE',
  yearOffset: YEAR_OFFSET,
  monthsPerYear: PAGUME,
  alignment: 'MAJORITY',
  shortMonth: PAGUME,
  monthStart: firstOfMonth,
  monthOf: ethiopianMonthOf,
  label: (year, month) => ethiopianLabel(year, month, null),
};

const WINDOW_DAY = 21;
const DAYS_BEFORE_WINDOW = WINDOW_DAY - 1;

/**
 * From the 21st of one Ethiopian month to the 20th of the next, as the health sector closes its books; named after the
 * month in which it ends. Pagume lies inside the window that ends on 20 Meskerem, which has 35 or 36 days.
 */
export const ETHIOPIAN_WINDOW_21: SchemeDefinition = {
  scheme: 'ETHIOPIAN_WINDOW_21',
  ...TWELVE_MONTHS,
  yearOffset: YEAR_OFFSET,
  monthStart: (year, month) =>
    month === 1 ? dayOf(year - 1, NEHASSE, WINDOW_DAY) : dayOf(year, month - 1, WINDOW_DAY),
  monthOf: (date) => {
    const { year, month, day } = plainDate(date).withCalendar(CALENDAR);
    if (month === PAGUME || (month === NEHASSE && day > DAYS_BEFORE_WINDOW))
      return { year: year + 1, month: 1 };
    return { year, month: day > DAYS_BEFORE_WINDOW ? month + 1 : month };
  },
  label: (year, month) => ethiopianLabel(year, month, null),
};

function firstOfMonth(year: number, month: number): string {
  return dayOf(year, month, 1);
}

function dayOf(year: number, month: number, day: number): string {
  return Temporal.PlainDate.from({ calendar: CALENDAR, year, month, day }).withCalendar('iso8601').toString();
}

function ethiopianMonthOf(date: string): LocalMonth {
  const { year, month } = plainDate(date).withCalendar(CALENDAR);
  return { year, month };
}
