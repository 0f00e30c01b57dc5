export { CalendarError } from './errors/calendar-error.js';
export { InvalidReferenceDataError } from './reference-data/reference-fields.js';

export {
  addDays,
  daysBetween,
  isIsoDate,
  isTimeZone,
  localDateIn,
  localTimeIn,
  weekdayOf,
} from './dates/iso-date.js';
export { InvalidDateError } from './dates/dates.errors.js';
export { DATE_PRECISIONS, certainlyBy, documentedDate, possiblyBy } from './dates/documented-date.js';
export type { DatePrecision, DocumentedDate } from './dates/documented-date.js';

export { MONTHLY_SCHEMES, PERIOD_SCHEMES, isPeriodScheme } from './periods/period.js';
export type { Alignment, LocalLabel, Period, PeriodScheme } from './periods/period.js';
export { monthShares } from './periods/alignment.js';
export type { MonthShare } from './periods/alignment.js';
export { NO_TABLES } from './periods/period-tables.js';
export type { LunarMonth, PeriodTables } from './periods/period-tables.js';
export { periodsAlong } from './periods/periods-along.js';
export type { SchemeStretch } from './periods/periods-along.js';
export { parsePeriodId, periodContaining, periodOf, periodsBetween, shiftPeriod } from './periods/periods.js';
export {
  MAX_RANGE_MONTHS,
  expandMonthRange,
  parseAlignedMonth,
  periodAlignedTo,
  shiftAlignedMonth,
} from './periods/aligned-months.js';
export {
  CalendarChangesTooCloseError,
  InvalidPeriodError,
  InvalidRangeError,
  MonthNotAnnouncedError,
  RangeTooLargeError,
} from './periods/periods.errors.js';

export { OVERRIDE_KINDS } from './working-days/working-calendar.js';
export type {
  DayOverride,
  OverrideKind,
  WeeklyPattern,
  WorkingCalendar,
} from './working-days/working-calendar.js';
export { addWorkingDays, explainDay, isWorkingDay, workingDaysBetween } from './working-days/working-days.js';
export type { CountedDay, DayExplanation, SkippedDay } from './working-days/working-days.js';
export { holidayFileFrom, withHolidays } from './working-days/holiday-files.js';
export type { HolidayFile, HolidayFileDay, HolidayShare } from './working-days/holiday-files.js';
export { workingCalendarsFrom } from './working-days/working-calendars-from.js';
export {
  NoWeeklyPatternError,
  NoWorkingDayError,
  UnknownCalendarError,
} from './working-days/working-days.errors.js';

export { dayReasonIn, explanationOf, ruleTextOf } from './deadlines/deadline-texts.js';
export type { DeadlineReason } from './deadlines/deadline-texts.js';
export type { Say } from './deadlines/english-texts.js';
export { computeDeadline } from './deadlines/compute-deadline.js';
export type { Deadline, DeadlineCalendars } from './deadlines/compute-deadline.js';
export { deadlineRuleFrom } from './deadlines/deadline-rule.js';
export type { DeadlineAnchor, DeadlineRule } from './deadlines/deadline-rule.js';
export { DeadlineSubjectError } from './deadlines/deadline-steps.js';
export type { DeadlineEvent, DeadlineSubject } from './deadlines/deadline-steps.js';
export { lockAt, startOfDay } from './deadlines/local-instant.js';

export { timelineOf } from './assignments/assignment-timeline.js';
export { NoCalendarAssignmentError, assignmentOn } from './assignments/calendar-assignment.js';
export type { CalendarAssignment, CalendarPolicy } from './assignments/calendar-assignment.js';
export { calendarPolicyFrom } from './assignments/calendar-policy-from.js';
