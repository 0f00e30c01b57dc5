import { explainDay, localDateIn, localTimeIn, type WorkingCalendar } from '#calendars';

/** Where and by which calendar somebody works. */
export interface Workplace {
  zone: string;
  calendar: WorkingCalendar;
}

/** What the clock on the wall of a workplace shows, and whether anybody is there to read. */
export interface LocalMoment {
  /** YYYY-MM-DD */
  date: string;
  /** HH:MM */
  time: string;
  isOfficeOpen: boolean;
}

/**
 * Somebody is at work on a working day of their calendar, between the office hours, and on a half day not after it
 * closes.
 */
export function localMoment(
  { zone, calendar }: Workplace,
  hours: { from: string; until: string },
  instant: string,
): LocalMoment {
  const date = localDateIn(zone, instant);
  const time = localTimeIn(zone, instant);
  const day = explainDay(calendar, date);
  const until = day.closesAt && day.closesAt < hours.until ? day.closesAt : hours.until;
  return { date, time, isOfficeOpen: day.working && time >= hours.from && time < until };
}
