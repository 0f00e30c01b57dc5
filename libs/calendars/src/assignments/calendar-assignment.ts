import { CalendarError } from '../errors/calendar-error.js';
import type { DeadlineRule } from '../deadlines/deadline-rule.js';
import type { PeriodScheme } from '../periods/period.js';

/**
 * Which calendar a partner reports in during [from, until); null is an open end. Effective-dated because a calendar may
 * change by decree: Afghanistan's official one did in 1999, 2002 and 2022.
 */
export interface CalendarAssignment {
  /** Partner code, e.g. 'ET'. */
  readonly partner: string;
  readonly scheme: PeriodScheme;
  /** IANA zone of the partner's national network; a single unit may lie in another. */
  readonly zone: string;
  /** Code of the working calendar. */
  readonly workingCalendar: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly confirmed: boolean;
  readonly note: string | null;
}

/** Everything `config/reference/calendars.yaml` says. */
export interface CalendarPolicy {
  /** Code of headquarters' working calendar. */
  readonly hqWorkingCalendar: string;
  readonly reportDeadline: DeadlineRule;
  /** Calendar days after the due instant at which a report locks. */
  readonly lockAfterDays: number;
  readonly reviewDeadline: DeadlineRule;
  readonly assignments: readonly CalendarAssignment[];
}

/** No assignment of the partner covers the day. */
export class NoCalendarAssignmentError extends CalendarError {
  constructor(partner: string, date: string) {
    super('no-calendar-assignment', `Partner ${partner} has no calendar on ${date}.`, { partner, date });
  }
}

/** The assignment of a partner that is valid on a day; throws NoCalendarAssignmentError when there is none. */
export function assignmentOn(
  assignments: readonly CalendarAssignment[],
  partner: string,
  date: string,
): CalendarAssignment {
  const found = assignments.find(
    (assignment) =>
      assignment.partner === partner &&
      (assignment.from === null || assignment.from <= date) &&
      (assignment.until === null || date < assignment.until),
  );
  if (!found) throw new NoCalendarAssignmentError(partner, date);
  return found;
}
