import {
  CalendarError,
  expandMonthRange,
  MonthNotAnnouncedError,
  NO_TABLES,
  parseAlignedMonth,
  parsePeriodId,
  type Period,
  type PeriodTables,
} from '#calendars';
import { InvalidParameterError, InvalidValueError } from '#platform';

/** A period as a parameter may name it: one local period, or aligned months. */
export interface PeriodFilter {
  /** Aligned months `YYYY-MM`; null when a local period is meant. */
  months: string[] | null;
  periodId: string | null;
}

/**
 * Reads `2026-10`, `2026-01..2026-10` or `ETHIOPIAN_MONTH:2019-02`.
 *
 * @throws InvalidParameterError `invalid-period`, `invalid-range`, `range-too-large`.
 */
export function periodFilter(text: string, parameter = 'period'): PeriodFilter {
  return parameterValue(parameter, () => {
    if (text.includes(':')) return { months: null, periodId: knownPeriodId(text) };
    return {
      months: text.includes('..') ? expandMonthRange(text) : [parseAlignedMonth(text)],
      periodId: null,
    };
  });
}

/** A lunar month is a possible answer too; whether anything was reported for it, the question itself finds out. */
function knownPeriodId(text: string): string {
  try {
    return parsePeriodId(text).id;
  } catch (error) {
    if (error instanceof MonthNotAnnouncedError) return text;
    throw error;
  }
}

/** Runs a calendar's parser on a query parameter and turns its refusal into our problem document. */
export function parameterValue<T>(parameter: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    throw new InvalidParameterError(
      [{ pointer: parameter, code: error.code, message: error.message }],
      error.code,
    );
  }
}

/**
 * Reads a period id inside a body; lunar months need the tables of the calendar book.
 *
 * @throws InvalidValueError `invalid-period`, `month-not-announced`.
 */
export function bodyPeriod(text: string, pointer: string, tables: PeriodTables = NO_TABLES): Period {
  try {
    return parsePeriodId(text, tables);
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    throw new InvalidValueError(error.code, pointer, error.message);
  }
}
