export { CalendarError } from './errors/calendar-error.js';
export { InvalidReferenceDataError } from './reference-data/reference-fields.js';

export { addDays, daysBetween, isIsoDate, localDateIn, weekdayOf } from './dates/iso-date.js';
export { InvalidDateError } from './dates/dates.errors.js';
export { DATE_PRECISIONS, certainlyBy, documentedDate, possiblyBy } from './dates/documented-date.js';
export type { DatePrecision, DocumentedDate } from './dates/documented-date.js';

export { PERIOD_SCHEMES, isPeriodScheme } from './periods/period.js';
export type { LocalLabel, Period, PeriodScheme } from './periods/period.js';
export { parsePeriodId, periodContaining, periodOf, periodsBetween, shiftPeriod } from './periods/periods.js';
export {
  MAX_RANGE_MONTHS,
  expandMonthRange,
  parseAlignedMonth,
  periodAlignedTo,
  shiftAlignedMonth,
} from './periods/aligned-months.js';
export { InvalidPeriodError, InvalidRangeError, RangeTooLargeError } from './periods/periods.errors.js';

export type {
  DayOverride,
  OverrideKind,
  WeeklyPattern,
  WorkingCalendar,
} from './working-days/working-calendar.js';
export { addWorkingDays, explainDay, isWorkingDay, workingDaysBetween } from './working-days/working-days.js';
export type { CountedDay, DayExplanation, SkippedDay } from './working-days/working-days.js';
export { workingCalendarsFrom } from './working-days/working-calendars-from.js';
export { NoWeeklyPatternError, NoWorkingDayError } from './working-days/working-days.errors.js';

export { computeDeadline } from './deadlines/compute-deadline.js';
export type { Deadline, DeadlineCalendars } from './deadlines/compute-deadline.js';
export { deadlineRuleFrom } from './deadlines/deadline-rule.js';
export type { DeadlineAnchor, DeadlineRule } from './deadlines/deadline-rule.js';
export { DeadlineSubjectError } from './deadlines/deadline-steps.js';
export type { DeadlineEvent, DeadlineSubject } from './deadlines/deadline-steps.js';
export { lockAt, startOfDay } from './deadlines/local-instant.js';

export { NoCalendarAssignmentError, assignmentOn } from './assignments/calendar-assignment.js';
export type { CalendarAssignment, CalendarPolicy } from './assignments/calendar-assignment.js';
export { calendarPolicyFrom } from './assignments/calendar-policy-from.js';
