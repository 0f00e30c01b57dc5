import { shiftDay } from '../terms/duration.js';

export const FREQUENCIES = ['ONCE', 'MONTHLY', 'QUARTERLY', 'YEARLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** When something is due again; the subset of RFC 5545 recurrences that agreements use. */
export interface Recurrence {
  frequency: Frequency;
  /** ISO date of the first performance, which also says on which day of the month the others are due. */
  firstDueOn: string;
  /** ISO date after which nothing is due any more, inclusive; null: no end of its own. */
  lastDueOn: string | null;
}

const PERIODS: Readonly<Record<Exclude<Frequency, 'ONCE'>, string>> = {
  MONTHLY: 'P1M',
  QUARTERLY: 'P3M',
  YEARLY: 'P1Y',
};

/** More occurrences than any term has; a slip of the pen in a year makes no million rows. */
export const MAX_OCCURRENCES = 1_200;

/**
 * The days from the first one up to `until`, inclusive. Each is counted from the first day, so the 31st stays the
 * last day of short months and comes back afterwards.
 */
export function dueDays({ frequency, firstDueOn, lastDueOn }: Recurrence, until: string): string[] {
  const last = lastDueOn !== null && lastDueOn < until ? lastDueOn : until;
  if (frequency === 'ONCE') return firstDueOn <= last ? [firstDueOn] : [];
  const days: string[] = [];
  for (let times = 0; times < MAX_OCCURRENCES; times++) {
    const day = shiftDay(firstDueOn, PERIODS[frequency], times);
    if (day > last) break;
    days.push(day);
  }
  return days;
}
