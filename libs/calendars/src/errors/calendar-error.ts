/**
 * A question about calendars that has no answer. This library knows neither HTTP nor the platform's error classes,
 * so a caller that talks to the outside maps `code` and `params` to its own fault; the message is plain English.
 */
export abstract class CalendarError extends Error {
  constructor(
    /** Stable and meant for programs, e.g. 'invalid-period'. */
    readonly code: string,
    message: string,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}
