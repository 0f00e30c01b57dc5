import { CalendarError } from '../errors/calendar-error.js';

/** A period id, a local year and month, or an aligned month that names no supported period. */
export class InvalidPeriodError extends CalendarError {
  constructor(text: string) {
    super('invalid-period', `"${text}" is not a reporting period known here.`, { text });
  }
}

/** A range of months that is malformed or whose ends stand in the wrong order. */
export class InvalidRangeError extends CalendarError {
  constructor(text: string) {
    super('invalid-range', `"${text}" is not a range of months such as 2026-01..2026-10.`, { text });
  }
}

/** A range of months longer than one question may ask for. */
export class RangeTooLargeError extends CalendarError {
  constructor(months: number, maxMonths: number) {
    super('range-too-large', `The range has ${months} months; at most ${maxMonths} are allowed.`, {
      months,
      maxMonths,
    });
  }
}

/** A lunar month, or a day in it, about which the table of announced months says nothing yet. */
export class MonthNotAnnouncedError extends CalendarError {
  constructor(text: string) {
    super('month-not-announced', `The table of lunar months does not know the bounds of "${text}" yet.`, {
      text,
    });
  }
}

/** Two changes of calendar so close together that no whole month of the one in between would be left. */
export class CalendarChangesTooCloseError extends CalendarError {
  constructor(from: string) {
    super(
      'calendar-changes-too-close',
      `The change of calendar on ${from} leaves no whole month before it.`,
      {
        from,
      },
    );
  }
}
