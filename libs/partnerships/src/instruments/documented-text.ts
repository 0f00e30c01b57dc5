import { documentedDate, type DocumentedDate } from '#calendars';
import { InvalidValueError } from '#platform';

/** How a client writes a documented date: as much of it as the source says. */
export const DOCUMENTED = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** @throws InvalidValueError `invalid-date` when the text is none, e.g. 30 February. */
export function documentedFrom(text: string | null | undefined, pointer: string): DocumentedDate {
  const date = documentedDate(text ?? null);
  if (text && date.precision === 'UNKNOWN')
    throw new InvalidValueError('invalid-date', pointer, `${text} is not a date.`);
  return date;
}
