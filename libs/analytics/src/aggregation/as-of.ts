import { ValidateBy } from 'class-validator';
import { addDays, isIsoDate, startOfDay } from '#calendars';
import { HQ_TIME_ZONE } from '#partnerships';

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;
const YEARS = /^(199\d|20\d\d|2100)-/;

/** A calendar day, or an instant with its offset from UTC. */
export function IsAsOf(): PropertyDecorator {
  return ValidateBy({
    name: 'asOf',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isAsOf(value),
      defaultMessage: () =>
        '$property must be a day such as 2026-11-05 or an instant such as 2026-11-05T08:00:00Z',
    },
  });
}

/** The instant that `asOf` stands for: of a day, its last millisecond at headquarters. */
export function instantOfAsOf(asOf: string): string {
  if (!isIsoDate(asOf)) return asOf;
  const nextDay = startOfDay(addDays(asOf, 1), HQ_TIME_ZONE);
  return new Date(Date.parse(nextDay) - 1).toISOString();
}

function isAsOf(text: string): boolean {
  const day = isIsoDate(text) ? text : INSTANT.exec(text)?.[1];
  return isIsoDate(day) && YEARS.test(day);
}
