import { addDays, laterDate } from '../dates/iso-date.js';
import { irregularPeriod } from './irregular-period.js';
import type { Period, PeriodScheme } from './period.js';
import { NO_TABLES, type PeriodTables } from './period-tables.js';
import { CalendarChangesTooCloseError } from './periods.errors.js';
import { periodContaining, periodsBetween, shiftPeriod } from './periods.js';

/** A stretch of time in one scheme, from its first day on, until the next stretch begins. Null: since ever. */
export interface SchemeStretch {
  readonly scheme: PeriodScheme;
  readonly from: string | null;
}

/** Where one scheme gives way to the next: the last period of the old one and the first of the new one. */
interface Turn {
  readonly last: Period;
  readonly first: Period;
}

/**
 * The periods of somebody who changes calendar by decree: every one with at least one day in [fromDate, untilDate), in
 * order of time, so that each day lies in exactly one. `stretches` stand in order of time; the first holds for all days
 * before the second.
 *
 * At a change the old month which contains the day before it keeps its first day and its aligned month, and lasts until
 * the first month of the new calendar with a later aligned month begins. It becomes short or long that way and is
 * marked irregular; no aligned month is met twice and none is left out (ADR 0011).
 *
 * Throws CalendarChangesTooCloseError when no month of a stretch is left, MonthNotAnnouncedError for lunar months.
 */
export function periodsAlong(
  stretches: readonly SchemeStretch[],
  fromDate: string,
  untilDate: string,
  tables: PeriodTables = NO_TABLES,
): Period[] {
  const changes = withoutRepetition(stretches);
  const turns = turnsOf(changes, tables);
  return changes.flatMap(({ scheme }, index) => {
    const begins = index === 0 ? fromDate : laterDate(fromDate, turns[index - 1].first.start);
    const turn = turns.at(index);
    if (!turn || index === changes.length - 1) return periodsBetween(scheme, begins, untilDate, tables);
    const ends = turn.last.start < untilDate ? turn.last.start : untilDate;
    const isWithin = turn.last.end >= begins && turn.last.start < untilDate;
    return [...periodsBetween(scheme, begins, ends, tables), ...(isWithin ? [turn.last] : [])];
  });
}

/** A change of zone or of working days alone is no change of the months. */
function withoutRepetition(stretches: readonly SchemeStretch[]): SchemeStretch[] {
  return stretches.filter(({ scheme }, index) => index === 0 || scheme !== stretches[index - 1].scheme);
}

function turnsOf(changes: readonly SchemeStretch[], tables: PeriodTables): Turn[] {
  const turns: Turn[] = [];
  changes.slice(1).forEach(({ scheme, from }, index) => {
    const day = from ?? '';
    const turn = turnAt(changes[index].scheme, scheme, day, tables);
    const begun = turns.at(-1)?.first.start;
    if (begun !== undefined && turn.last.start < begun) throw new CalendarChangesTooCloseError(day);
    turns.push(turn);
  });
  return turns;
}

function turnAt(old: PeriodScheme, next: PeriodScheme, day: string, tables: PeriodTables): Turn {
  const cut = periodContaining(old, addDays(day, -1), tables);
  let first = periodContaining(next, cut.start, tables);
  while (first.alignedTo <= cut.alignedTo) first = shiftPeriod(first, 1, tables);
  const end = addDays(first.start, -1);
  return { last: end === cut.end ? cut : irregularPeriod(cut, end), first };
}
