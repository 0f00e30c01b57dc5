import { CalendarError } from '../errors/calendar-error.js';

/** The given calendars share no working day within reach, so counting would never end. */
export class NoWorkingDayError extends CalendarError {
  constructor(codes: string, from: string) {
    super('no-working-day', `The calendars ${codes} have too few common working days from ${from} on.`, {
      codes,
      from,
    });
  }
}

/** A day for which a calendar has no weekly pattern. */
export class NoWeeklyPatternError extends CalendarError {
  constructor(code: string, date: string) {
    super('no-weekly-pattern', `The working calendar ${code} has no weekly pattern for ${date}.`, {
      code,
      date,
    });
  }
}

/** A code that no working calendar has. */
export class UnknownCalendarError extends CalendarError {
  constructor(code: string) {
    super('unknown-calendar', `There is no working calendar ${code}.`, { code });
  }
}
