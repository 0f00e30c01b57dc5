import { Injectable } from '@nestjs/common';
import type { CalendarAssignment, DayOverride, WeeklyPattern, WorkingCalendar } from '#calendars';
import type { Transaction } from '#platform';
import type { CalendarTables, UnitCalendarAssignment } from './calendar-tables.js';

/** What every reader asks first: whether its copy is still the newest, and the few exceptions of single units. */
export interface Watermark {
  edition: string;
  unitAssignments: UnitCalendarAssignment[];
}

const ASSIGNMENT = `'scheme', a.scheme, 'zone', a.zone, 'workingCalendar', a.working_calendar, 'from', a.valid_from,
  'until', a.valid_until, 'confirmed', a.confirmed, 'note', a.note, 'source', a.source`;

/** Reads the calendar tables. */
@Injectable()
export class CalendarsRepository {
  async watermark(tx: Transaction): Promise<Watermark> {
    const rows = (await tx.manager.query(
      `select edition,
              (select coalesce(jsonb_agg(jsonb_build_object('partner', a.partner, 'unit', a.unit, ${ASSIGNMENT})
                        order by a.partner, a.unit, a.valid_from nulls first), '[]')
                 from app.unit_calendar_assignment a where a.partner = any ($1)) as "unitAssignments"
         from app.calendar_edition`,
      [tx.scopes],
    )) as Watermark[];
    return rows[0];
  }

  async tables(tx: Transaction): Promise<CalendarTables> {
    return {
      assignments: await this.assignments(tx),
      workingCalendars: await this.workingCalendars(tx),
      lunarMonths: await this.lunarMonths(tx),
    };
  }

  private async assignments(tx: Transaction): Promise<CalendarTables['assignments']> {
    const rows = (await tx.manager.query(
      `select jsonb_build_object('partner', a.country, ${ASSIGNMENT}) as assignment
         from app.calendar_assignment a order by a.country, a.valid_from nulls first`,
    )) as Array<{ assignment: CalendarAssignment & { source: string } }>;
    return rows.map(({ assignment }) => assignment);
  }

  private async workingCalendars(tx: Transaction): Promise<WorkingCalendar[]> {
    return (await tx.manager.query(
      `select c.code, c.version, c.zone, c.confirmed, c.note,
              (select jsonb_agg(jsonb_build_object('from', w.valid_from, 'until', w.valid_until,
                        'workingWeekdays', to_jsonb(w.weekdays)) order by w.valid_from nulls first)
                 from app.working_week w where w.calendar = c.code) as weekly,
              (select coalesce(jsonb_agg(jsonb_build_object('date', d.day, 'kind', d.kind, 'name', d.name,
                        'source', d.source, 'tentative', d.tentative, 'closesAt', d.closes_at,
                        'recordedOn', to_char(d.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                        order by d.day, d.recorded_at), '[]')
                 from app.calendar_day d where d.calendar = c.code) as overrides
         from app.working_calendar c order by c.code`,
    )) as Array<WorkingCalendar & { weekly: WeeklyPattern[]; overrides: DayOverride[] }>;
  }

  /** The newest word about each month, in order of time. */
  private async lunarMonths(tx: Transaction): Promise<CalendarTables['lunarMonths']> {
    return (await tx.manager.query(
      `select distinct on (year, month) year, month, first_day as "firstDay", announced, source
         from app.lunar_month order by year, month, recorded_at desc`,
    )) as CalendarTables['lunarMonths'];
  }
}
