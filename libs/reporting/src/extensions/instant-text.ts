import { isIsoDate } from '#calendars';
import { ValidationFailedError } from '#platform';

const DATE_LENGTH = 10;

/** An instant as it is written in a body: seconds and an offset, at most milliseconds. */
export const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:[0-5]\d(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/**
 * The same instant in UTC with milliseconds, so that instants compare as texts.
 *
 * @throws ValidationFailedError `invalid-timestamp` for a day or an hour that does not exist.
 */
export function instantFrom(pointer: string, text: string): string {
  const milliseconds = Date.parse(text);
  // The platform's own parser takes 30 February for 2 March.
  if (!isIsoDate(text.slice(0, DATE_LENGTH)) || Number.isNaN(milliseconds)) {
    throw new ValidationFailedError([
      { pointer, code: 'invalid-timestamp', message: 'There is no such instant.' },
    ]);
  }
  return new Date(milliseconds).toISOString();
}
