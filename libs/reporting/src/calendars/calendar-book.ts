import {
  addWorkingDays,
  assignmentOn,
  computeDeadline,
  explainDay,
  isWorkingDay,
  localDateIn,
  localTimeIn,
  NoCalendarAssignmentError,
  parsePeriodId,
  periodsAlong,
  timelineOf,
  UnknownCalendarError,
  type CalendarAssignment,
  type CalendarPolicy,
  type DayExplanation,
  type Deadline,
  type DeadlineRule,
  type DeadlineSubject,
  type Period,
  type PeriodTables,
  type WorkingCalendar,
} from '#calendars';
import type { Clock } from '#platform';
import type { CalendarTables, LunarMonthRow, UnitCalendarAssignment } from './calendar-tables.js';

/** What a clock on the wall of a partner's office shows. */
export interface LocalNow {
  /** Calendar day 'YYYY-MM-DD'. */
  date: string;
  /** 'HH:MM'. */
  time: string;
  /** IANA id. */
  zone: string;
}

const REVIEW_EVENT = 'review';

/** Steps of a review end with an office day, like every other deadline. */
function afterEvent(count: number): DeadlineRule {
  return {
    anchor: { kind: 'EVENT', name: REVIEW_EVENT },
    offset: count,
    unit: 'WORKING_DAY',
    roll: 'FOLLOWING',
    at: '18:00',
    zone: 'unit',
    calendars: 'UNIT',
    grace: 0,
  };
}

/** Calendars, working days and deadline rules as they stood when one operation began. */
export class CalendarBook {
  constructor(
    readonly policy: CalendarPolicy,
    private readonly tables: CalendarTables,
    private readonly unitAssignments: readonly UnitCalendarAssignment[],
    private readonly clock: Clock,
  ) {}

  /**
   * Which calendar a partner, or one of its units, reports in on a day. A unit's own assignment goes first.
   *
   * @throws NoCalendarAssignmentError
   */
  assignment(partner: string, date: string, unit?: string): CalendarAssignment {
    const own = this.unitAssignments.filter((one) => one.partner === partner && one.unit === unit);
    const exception = own.find(
      ({ from, until }) => (from === null || from <= date) && (until === null || date < until),
    );
    return exception ?? assignmentOn(this.tables.assignments, partner, date);
  }

  /** All assignments of a partner, or of one of its units, in order of time. */
  timeline(partner: string, unit?: string): CalendarAssignment[] {
    const partners = this.tables.assignments.filter((one) => one.partner === partner);
    return timelineOf(
      partners,
      this.unitAssignments.filter((one) => one.partner === partner && one.unit === unit),
    );
  }

  /**
   * The reporting periods of a partner, or of one of its units, that have a day in [from, until), across every change of
   * calendar. Lunar months end with the last one whose bounds are known.
   *
   * @throws NoCalendarAssignmentError when nothing holds within the interval.
   */
  periods(partner: string, from: string, until: string, unit?: string): Period[] {
    const timeline = this.timeline(partner, unit);
    if (timeline.length === 0) throw new NoCalendarAssignmentError(partner, from);
    const end = [until, timeline.at(-1)?.until ?? until].toSorted()[0];
    const isLunar = timeline.some(({ scheme }) => scheme === 'LUNAR_HIJRI_TABLE');
    const last = isLunar ? [end, this.tables.lunarMonths.at(-1)?.firstDay ?? end].toSorted()[0] : end;
    return last <= from ? [] : periodsAlong(timeline, from, last, this.tables);
  }

  /** Reads the id of a period. @throws InvalidPeriodError, MonthNotAnnouncedError */
  period(id: string): Period {
    return parsePeriodId(id, this.tables);
  }

  /** The tables without which lunar months cannot be known. */
  get periodTables(): PeriodTables {
    return this.tables;
  }

  /** Every month of the observed lunar calendar that was recorded, in order of time. */
  get lunarMonths(): readonly LunarMonthRow[] {
    return this.tables.lunarMonths;
  }

  /** In order of their codes. */
  get workingCalendars(): readonly WorkingCalendar[] {
    return this.tables.workingCalendars;
  }

  /** Every partner that has a calendar now, with the assignment in force; in order of their codes. */
  currentAssignments(): CalendarAssignment[] {
    const partners = [...new Set(this.tables.assignments.map(({ partner }) => partner))];
    return partners.flatMap((partner) => {
      try {
        return [this.assignment(partner, this.localNow(partner).date)];
      } catch (error) {
        if (error instanceof NoCalendarAssignmentError) return [];
        throw error;
      }
    });
  }

  /** The due instant of a partner's unit under a rule, with its explanation; `date` decides which calendar counts. */
  deadline(
    partner: string,
    rule: DeadlineRule,
    subject: DeadlineSubject,
    date: string,
    unit?: string,
  ): Deadline {
    const { workingCalendar, zone } = this.assignment(partner, date, unit);
    const calendars = { unit: this.calendar(workingCalendar), hq: this.hq };
    return computeDeadline(rule, subject, calendars, zone, this.tables);
  }

  /** Until when headquarters has to decide on a report handed in at an instant. */
  reviewDueAt(submittedAt: string): string {
    const event = { name: 'submission', date: localDateIn(this.hq.zone, submittedAt) };
    return computeDeadline(this.policy.reviewDeadline, event, { unit: this.hq, hq: this.hq }, this.hq.zone)
      .dueAt;
  }

  /** The close of business on headquarters' n-th working day after an instant. */
  hqWorkingDaysAfter(instant: string, count: number): string {
    const event = { name: REVIEW_EVENT, date: localDateIn(this.hq.zone, instant) };
    return computeDeadline(afterEvent(count), event, { unit: this.hq, hq: this.hq }, this.hq.zone).dueAt;
  }

  /** The same in the working days and at the hour of one of a partner's units. */
  unitWorkingDaysAfter(partner: string, unit: string, instant: string, count: number): string {
    // The zone itself may change with the day; a day of the world's time is near enough to choose it by.
    const { zone } = this.assignment(partner, instant.slice(0, 10), unit);
    const date = localDateIn(zone, instant);
    return this.deadline(partner, afterEvent(count), { name: REVIEW_EVENT, date }, date, unit).dueAt;
  }

  /** Code of the working calendar that counts for a partner, or one of its units, on a day. */
  workingCalendarOf(partner: string, date: string, unit?: string): string {
    return this.assignment(partner, date, unit).workingCalendar;
  }

  /** True when offices work on that day, be it half a day. @throws UnknownCalendarError */
  isWorking(calendarCode: string, date: string): boolean {
    return isWorkingDay(this.calendar(calendarCode), date);
  }

  /** What a calendar says about a day, with name and source. @throws UnknownCalendarError */
  explainDay(calendarCode: string, date: string): DayExplanation {
    return explainDay(this.calendar(calendarCode), date);
  }

  /** The n-th working day after a day; 0 is the day itself or the next one worked; negative counts back. */
  addWorkingDays(calendarCode: string, date: string, count: number): string {
    return addWorkingDays(this.calendar(calendarCode), date, count).date;
  }

  /** Date and time in a partner's zone at this moment. */
  localNow(partner: string, unit?: string): LocalNow {
    const instant = this.clock.instant();
    // The zone itself may change with the day; a day of the world's time is near enough to choose it by.
    const { zone } = this.assignment(partner, instant.slice(0, 10), unit);
    return { date: localDateIn(zone, instant), time: localTimeIn(zone, instant), zone };
  }

  /** @throws UnknownCalendarError for a code that no working calendar has. */
  calendar(code: string): WorkingCalendar {
    const calendar = this.tables.workingCalendars.find((one) => one.code === code);
    if (!calendar) throw new UnknownCalendarError(code);
    return calendar;
  }

  private get hq(): WorkingCalendar {
    return this.calendar(this.policy.hqWorkingCalendar);
  }
}
