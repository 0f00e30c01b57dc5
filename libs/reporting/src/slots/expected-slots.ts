import {
  addDays,
  periodContaining,
  periodsBetween,
  shiftPeriod,
  startOfDay,
  type Period,
  type PeriodScheme,
} from '#calendars';

/** Slots are made this many periods ahead, so that people see what is coming. */
export const PERIODS_AHEAD = 3;

/**
 * The periods for which a unit's report is expected: from the start of the assignment up to a few
 * periods ahead of today.
 */
export function expectedPeriods(
  scheme: PeriodScheme,
  assignment: { validFrom: string; validUntil: string | null },
  today: string,
): Period[] {
  const last = shiftPeriod(periodContaining(scheme, today), PERIODS_AHEAD);
  const until =
    assignment.validUntil && assignment.validUntil < last.end ? assignment.validUntil : addDays(last.end, 1);
  if (until <= assignment.validFrom) return [];
  return periodsBetween(scheme, assignment.validFrom, until).filter(
    (period) => period.start >= assignment.validFrom,
  );
}

/** Entry opens the day after the period ended, at midnight where the unit is. */
export function openingInstant(period: Period, zone: string): string {
  return startOfDay(addDays(period.end, 1), zone);
}
