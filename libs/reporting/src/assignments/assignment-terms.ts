import { addDays } from '#calendars';

/** Five years: older months are not collected any more but loaded, and nobody is asked for them one by one. */
const MAX_DAYS_BACK = 5 * 366;

/** A stretch of days [validFrom, validUntil); null lasts. */
export interface AssignedDays {
  validFrom: string;
  validUntil: string | null;
}

/** Whether two assignments of one unit and form ask for the same day; one that ended as it began asks for none. */
export function askTwice(a: AssignedDays, b: AssignedDays): boolean {
  if (isTakenBack(a) || isTakenBack(b)) return false;
  return beginsBeforeEndOf(a, b) && beginsBeforeEndOf(b, a);
}

/** The earliest day from which reports may be asked for, seen from today. */
export function earliestFrom(today: string): string {
  return addDays(today, -MAX_DAYS_BACK);
}

function isTakenBack({ validFrom, validUntil }: AssignedDays): boolean {
  return validUntil === validFrom;
}

function beginsBeforeEndOf({ validFrom }: AssignedDays, { validUntil }: AssignedDays): boolean {
  return validUntil === null || validFrom < validUntil;
}
