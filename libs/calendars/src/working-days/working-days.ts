import { addDays, plainDate, weekdayOf } from '../dates/iso-date.js';
import type { DayOverride, OverrideKind, WorkingCalendar } from './working-calendar.js';
import { NoWeeklyPatternError, NoWorkingDayError } from './working-days.errors.js';

/** What a calendar says about one day, and why. */
export interface DayExplanation {
  date: string;
  working: boolean;
  /** Name of the holiday or transferred day, or the weekday for a weekend. Null on an ordinary working day. */
  reason: string | null;
  /** The document behind an explicit entry; null when only the weekly pattern speaks. */
  source: string | null;
  tentative: boolean;
  /** Local closing time of a half day, otherwise null. */
  closesAt: string | null;
}

export interface SkippedDay {
  date: string;
  reason: string;
}

/** One day passed while counting. */
export interface CountedDay {
  date: string;
  counted: boolean;
  reason: string | null;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

// Where two entries of one day were recorded on the same day the more cautious one counts.
const CAUTION: readonly OverrideKind[] = ['HOLIDAY', 'HALF_DAY', 'WORKING'];

// No known run of days off is longer than a month; beyond this reach the calendars cannot be counted in at all.
const LONGEST_RUN_DAYS = 60;

const overridesByDate = new WeakMap<WorkingCalendar, Map<string, DayOverride>>();

/**
 * What a calendar says about a day: an explicit entry wins (of two entries the newer source), then the weekly pattern
 * valid on that day. A half day is a working day that closes early.
 */
export function explainDay(calendar: WorkingCalendar, date: string): DayExplanation {
  const override = decidingOverrides(calendar).get(date);
  if (override) return explainOverride(override);
  const weekday = weekdayOf(date);
  const working = workingWeekdays(calendar, date).includes(weekday);
  return {
    date,
    working,
    reason: working ? null : WEEKDAYS[weekday - 1],
    source: null,
    tentative: false,
    closesAt: null,
  };
}

/** True when the calendar's offices work on that day, be it half a day. */
export function isWorkingDay(calendar: WorkingCalendar, date: string): boolean {
  return explainDay(calendar, date).working;
}

/** The entry that counts for each day that has one. */
export function decidingOverrides(calendar: WorkingCalendar): ReadonlyMap<string, DayOverride> {
  const known = overridesByDate.get(calendar);
  if (known) return known;
  const deciding = new Map<string, DayOverride>();
  for (const override of calendar.overrides) {
    const rival = deciding.get(override.date);
    if (!rival || outranks(override, rival)) deciding.set(override.date, override);
  }
  overridesByDate.set(calendar, deciding);
  return deciding;
}

/**
 * The `count`-th working day after `date` and the days skipped on the way; `date` itself is not counted. A negative
 * count goes back; 0 means `date` itself or, when it is not worked, the next working day. With several calendars a day
 * counts only if it is worked in all of them. Throws NoWorkingDayError when there is none within reach.
 */
export function addWorkingDays(
  calendars: WorkingCalendar | readonly WorkingCalendar[],
  date: string,
  count: number,
): { date: string; skipped: SkippedDay[] } {
  const days = countWorkingDays(calendars, date, count);
  const skipped = days
    .filter((day) => !day.counted)
    .map((day) => ({ date: day.date, reason: day.reason ?? '' }));
  return { date: days[days.length - 1].date, skipped };
}

/** The same walk as addWorkingDays, day by day, ending with the day that was looked for. */
export function countWorkingDays(
  calendars: WorkingCalendar | readonly WorkingCalendar[],
  date: string,
  count: number,
): CountedDay[] {
  const all = Array.isArray(calendars)
    ? (calendars as readonly WorkingCalendar[])
    : [calendars as WorkingCalendar];
  const step = count < 0 ? -1 : 1;
  const days: CountedDay[] = [];
  let remaining = Math.max(Math.abs(count), 1);
  for (let day = count === 0 ? date : addDays(date, step); remaining > 0; day = addDays(day, step)) {
    assertWithinReach(all, date, count, days.length);
    const judged = judgeDay(all, day);
    days.push(judged);
    if (judged.counted) remaining -= 1;
  }
  return days;
}

/** Number of days in [from, until) that are worked; 0 for an empty interval. */
export function workingDaysBetween(calendar: WorkingCalendar, from: string, until: string): number {
  plainDate(until);
  let count = 0;
  for (let day = from; day < until; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}

/** True when an unconfirmed entry lies within [from, until] of any of the calendars, both days included. */
export function hasTentativeDay(calendars: readonly WorkingCalendar[], from: string, until: string): boolean {
  return calendars.some((calendar) =>
    [...decidingOverrides(calendar).values()].some(
      ({ date, tentative }) => tentative && date >= from && date <= until,
    ),
  );
}

function judgeDay(calendars: readonly WorkingCalendar[], date: string): CountedDay {
  const off = calendars
    .map((calendar) => ({ calendar, day: explainDay(calendar, date) }))
    .filter(({ day }) => !day.working);
  const name = ({ calendar, day }: (typeof off)[number]): string =>
    calendars.length > 1 ? `${day.reason} (${calendar.code})` : `${day.reason}`;
  return { date, counted: off.length === 0, reason: off.length === 0 ? null : off.map(name).join(', ') };
}

function explainOverride(override: DayOverride): DayExplanation {
  return {
    date: override.date,
    working: override.kind !== 'HOLIDAY',
    reason: override.name,
    source: override.source,
    tentative: override.tentative,
    closesAt: override.kind === 'HALF_DAY' ? override.closesAt : null,
  };
}

function outranks(candidate: DayOverride, rival: DayOverride): boolean {
  if (candidate.recordedOn !== rival.recordedOn) return candidate.recordedOn > rival.recordedOn;
  return CAUTION.indexOf(candidate.kind) < CAUTION.indexOf(rival.kind);
}

function workingWeekdays(calendar: WorkingCalendar, date: string): readonly number[] {
  const pattern = calendar.weekly.find(
    ({ from, until }) => (from === null || from <= date) && (until === null || date < until),
  );
  if (!pattern) throw new NoWeeklyPatternError(calendar.code, date);
  return pattern.workingWeekdays;
}

function assertWithinReach(
  calendars: readonly WorkingCalendar[],
  date: string,
  count: number,
  passedDays: number,
): void {
  if (passedDays <= LONGEST_RUN_DAYS + Math.abs(count) * 7) return;
  throw new NoWorkingDayError(calendars.map(({ code }) => code).join(', '), date);
}
