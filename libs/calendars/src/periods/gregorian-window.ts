import { plainDate } from '../dates/iso-date.js';
import { GREGORIAN_MONTH } from './gregorian-month.js';
import { TWELVE_MONTHS, type LocalMonth, type SchemeDefinition } from './scheme-definition.js';

const MONTHS_PER_YEAR = 12;
const LAST_DAY_OF_EARLY_WINDOWS = 15;

/**
 * From day `day` (2 to 28) to the day before it in the next month, for offices that close their books mid-month.
 * A window is named after the month in which it ends.
 */
export function gregorianWindow(day: number): SchemeDefinition {
  return {
    scheme: `GREGORIAN_WINDOW_${day}`,
    ...TWELVE_MONTHS,
    yearOffset: 0,
    monthStart: (year, month) => {
      const begins = monthBefore(year, month);
      return `${GREGORIAN_MONTH.monthStart(begins.year, begins.month).slice(0, 8)}${String(day).padStart(2, '0')}`;
    },
    monthOf: (date) => {
      const { year, month, day: dayOfMonth } = plainDate(date);
      return dayOfMonth < day ? { year, month } : monthAfter(year, month);
    },
    label: (year, month) => GREGORIAN_MONTH.label(year, month),
    // The majority of days gives the same but for windows from the 16th, where February would never be met and March
    // twice; the month whose middle lies in the window is met once always.
    alignedMonth: (year, month) => {
      const aligned = day <= LAST_DAY_OF_EARLY_WINDOWS ? monthBefore(year, month) : { year, month };
      return GREGORIAN_MONTH.monthStart(aligned.year, aligned.month).slice(0, 7);
    },
  };
}

function monthBefore(year: number, month: number): LocalMonth {
  return month === 1 ? { year: year - 1, month: MONTHS_PER_YEAR } : { year, month: month - 1 };
}

function monthAfter(year: number, month: number): LocalMonth {
  return month === MONTHS_PER_YEAR ? { year: year + 1, month: 1 } : { year, month: month + 1 };
}
