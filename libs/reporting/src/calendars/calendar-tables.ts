import type { CalendarAssignment, WorkingCalendar } from '#calendars';

/** An assignment with the document that ordered it. */
export type SourcedAssignment = CalendarAssignment & { readonly source: string };

/** One unit's own calendar, which goes before its partner's while it is valid. */
export interface UnitCalendarAssignment extends SourcedAssignment {
  readonly unit: string;
}

/** One month of the observed lunar calendar. */
export interface LunarMonthRow {
  readonly year: number;
  readonly month: number;
  readonly firstDay: string;
  /** False while the day is an expectation. */
  readonly announced: boolean;
  readonly source: string;
}

/** The calendars of all countries as they stand in the database: no partner's data, the same for every reader. */
export interface CalendarTables {
  readonly assignments: readonly SourcedAssignment[];
  readonly workingCalendars: readonly WorkingCalendar[];
  readonly lunarMonths: readonly LunarMonthRow[];
}
