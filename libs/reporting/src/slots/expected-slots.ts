import { addDays, type Period } from '#calendars';

/** Slots are made this many periods ahead, so that people see what is coming. */
export const PERIODS_AHEAD = 3;

/** Beyond the end of three periods ahead, be the current one or one of them made long by a change of calendar. */
const HORIZON_DAYS = 240;

/** The reporting periods that have a day in [from, until), across every change of calendar. */
export type PeriodsOf = (from: string, until: string) => Period[];

/**
 * The periods for which a unit's report is expected: from the start of the assignment up to a few
 * periods ahead of today.
 */
export function expectedPeriods(
  periodsOf: PeriodsOf,
  assignment: { validFrom: string; validUntil: string | null },
  today: string,
): Period[] {
  const { validFrom, validUntil } = assignment;
  const ahead = periodsOf(today, addDays(today, HORIZON_DAYS)).slice(0, PERIODS_AHEAD + 1);
  const last = ahead.at(-1)?.end ?? today;
  const until = validUntil && validUntil < last ? validUntil : addDays(last, 1);
  if (until <= validFrom) return [];
  return periodsOf(validFrom, until).filter((period) => period.start >= validFrom);
}
