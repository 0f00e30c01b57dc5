import { ValidateBy } from 'class-validator';
import { isIsoDate, localDateIn } from '#calendars';
import type { Clock } from '#platform';

/** The agency's clock decides which day it is for the register as a whole. */
export const HQ_TIME_ZONE = 'Asia/Baku';

/** Today at headquarters, as an ISO date. */
export function programmeDay(clock: Clock): string {
  return localDateIn(HQ_TIME_ZONE, clock.instant());
}

/** A real calendar day 'YYYY-MM-DD'; `today` or 30 February is none. */
export function IsCalendarDay(): PropertyDecorator {
  return ValidateBy({
    name: 'calendarDay',
    validator: {
      validate: (value: unknown) => isIsoDate(value),
      defaultMessage: () => '$property must be a calendar day in the form YYYY-MM-DD',
    },
  });
}
