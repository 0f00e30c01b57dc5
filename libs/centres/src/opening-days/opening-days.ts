import { addDays, daysBetween, weekdayOf } from '#calendars';

/** A stretch of local time in which a centre is open; '24:00' is the end of the day. */
export interface OpeningHours {
  opens: string;
  closes: string;
}

/** Hours by ISO weekday, '1' is Monday; a weekday that is absent is closed. */
export type OpeningWeek = Readonly<Record<string, readonly OpeningHours[]>>;

/** The week that holds from a day on, until the next one. */
export interface DatedWeek {
  /** ISO date. */
  validFrom: string;
  week: OpeningWeek;
}

/** Days on which a centre is closed although it would be open. */
export interface Closure {
  /** ISO date. */
  firstDay: string;
  /** ISO date, exclusive. */
  until: string;
  reason: string;
}

/** What is known of when a centre opens. */
export interface OpeningTimes {
  /** By day. */
  weeks: readonly DatedWeek[];
  closures: readonly Closure[];
}

/** Hours of one day, in order; a day for which no week is known yet has null. */
export function hoursOn(weeks: readonly DatedWeek[], day: string): readonly OpeningHours[] | null {
  const holding = weeks.findLast(({ validFrom }) => validFrom <= day);
  return holding ? (holding.week[String(weekdayOf(day))] ?? []) : null;
}

/** Whether hours and closures let the centre open on a day. Hours that nobody recorded close no day. */
export function opensOn({ weeks, closures }: OpeningTimes, day: string): boolean {
  if (closures.some(({ firstDay, until }) => firstDay <= day && day < until)) return false;
  const hours = hoursOn(weeks, day);
  return hours === null || hours.length > 0;
}

/** Days of [from, until) on which the centre is open: worked in its calendar, within its hours, not closed. */
export function openDaysIn(
  times: OpeningTimes,
  from: string,
  until: string,
  isWorking: (day: string) => boolean,
): string[] {
  const days = Array.from({ length: daysBetween(from, until) }, (_, day) => addDays(from, day));
  return days.filter((day) => opensOn(times, day) && isWorking(day));
}

/** Weekdays whose hours end before they begin or run into each other. */
export function faultyWeekdays(week: OpeningWeek): string[] {
  return Object.entries(week)
    .filter(([, hours]) => !areInOrder(hours))
    .map(([weekday]) => weekday);
}

function areInOrder(hours: readonly OpeningHours[]): boolean {
  return hours.every(
    ({ opens, closes }, index) => opens < closes && (index === 0 || hours[index - 1].closes <= opens),
  );
}
