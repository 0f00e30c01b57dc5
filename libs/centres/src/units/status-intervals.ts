import { certainlyBy, possiblyBy } from '#calendars';
import type { NewInterval, StatusInterval, UnitStatus } from './unit.js';

/** Open bounds compare as texts that lie before and after every ISO date. */
const BEGINNING = '';
const END = '9999-12-31';

interface Stretch {
  validFrom: string | null;
  validUntil: string | null;
}

/** Whether two half-open stretches share a day. */
export function overlap(a: Stretch, b: Stretch): boolean {
  return (
    (a.validFrom ?? BEGINNING) < (b.validUntil ?? END) && (b.validFrom ?? BEGINNING) < (a.validUntil ?? END)
  );
}

/** The certain stretch of an interval whose dates are as documented. */
export function stretchOf(interval: NewInterval): Stretch {
  return { validFrom: interval.from.latest, validUntil: interval.until.earliest };
}

/**
 * Whether a unit is to be taken as operating on some day of [from, until), ISO dates. A start that no source gives
 * counts as long past, since the unit is known to operate; what is *certain* on a day says `statusOnDay`.
 */
export function operates(intervals: readonly StatusInterval[], from: string, until: string): boolean {
  const asked = { validFrom: from, validUntil: until };
  return intervals.some((interval) => interval.status === 'OPERATING' && overlap(interval, asked));
}

/** Status of a unit on a day: what is certain, and what may be true while dates are vague; null: nothing known. */
export function statusOnDay(
  intervals: readonly StatusInterval[],
  day: string,
): { certain: UnitStatus | null; possible: UnitStatus | null } {
  const certain = intervals.findLast((interval) => hasBegun(interval, day) && !mayHaveEnded(interval, day));
  const possible = intervals.findLast(
    (interval) => mayHaveBegun(interval, day) && !certainlyBy(interval.until, day),
  );
  return { certain: certain?.status ?? null, possible: possible?.status ?? null };
}

function hasBegun({ from, knownBy }: StatusInterval, day: string): boolean {
  return certainlyBy(from, day) || (knownBy !== null && knownBy <= day);
}

function mayHaveBegun(interval: StatusInterval, day: string): boolean {
  return interval.from.precision === 'UNKNOWN' || possiblyBy(interval.from, day) || hasBegun(interval, day);
}

function mayHaveEnded({ until }: StatusInterval, day: string): boolean {
  return possiblyBy(until, day);
}
