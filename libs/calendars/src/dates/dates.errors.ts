import { CalendarError } from '../errors/calendar-error.js';

/** A text that should be a calendar day is not one. */
export class InvalidDateError extends CalendarError {
  constructor(text: string) {
    super('invalid-date', `"${text}" is not a calendar day in the form YYYY-MM-DD.`, { text });
  }
}
