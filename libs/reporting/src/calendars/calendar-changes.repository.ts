import { Injectable } from '@nestjs/common';
import type { DayOverride, PeriodScheme } from '#calendars';
import type { Transaction } from '#platform';
import type { LunarMonthRow } from './calendar-tables.js';

/** A new assignment as headquarters orders it. */
export interface NewCalendarAssignment {
  id: string;
  scheme: PeriodScheme;
  zone: string;
  workingCalendar: string;
  from: string;
  until: string | null;
  confirmed: boolean;
  note: string | null;
  source: string;
}

/** Writes what the desk changes about calendars. Every method takes the lock under which all of them change. */
@Injectable()
export class CalendarChangesRepository {
  /** Marks every copy as old, and keeps other changes waiting until this one is committed. */
  async renewEdition(tx: Transaction): Promise<void> {
    await tx.manager.query('update app.calendar_edition set edition = gen_random_uuid()');
  }

  /** Adds an entry for a day; older entries of the same day stay and count no more. */
  async addDay(
    tx: Transaction,
    { id, calendar, at }: { id: string; calendar: string; at: string },
    day: Omit<DayOverride, 'recordedOn'>,
  ): Promise<void> {
    const { date, kind, name, source, tentative, closesAt } = day;
    await tx.manager.query(
      `insert into app.calendar_day (id, calendar, day, kind, name, source, tentative, closes_at, recorded_at, recorded_by, origin)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'DESK')`,
      [id, calendar, date, kind, name, source, tentative, closesAt, at, tx.actor.id],
    );
    await tx.manager.query('update app.working_calendar set version = $2 where code = $1', [calendar, at]);
  }

  /** Ends the country's open assignment on a day and begins another. */
  async assignCountry(
    tx: Transaction,
    partner: string,
    given: NewCalendarAssignment,
    at: string,
  ): Promise<void> {
    await tx.manager.query(
      `update app.calendar_assignment set valid_until = $2
        where country = $1 and coalesce(valid_from < $2, true) and coalesce(valid_until > $2, true)`,
      [partner, given.from],
    );
    await tx.manager.query(
      `insert into app.calendar_assignment (id, country, origin, scheme, zone, working_calendar, valid_from, valid_until,
                                            confirmed, note, source, recorded_at, recorded_by)
       values ($1, $2, 'DESK', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      assignmentValues(tx, [partner], given, at),
    );
  }

  /** Ends the unit's own open assignment on a day, if it has one, and begins another. */
  async assignUnit(
    tx: Transaction,
    partner: string,
    unit: string,
    given: NewCalendarAssignment,
    at: string,
  ): Promise<void> {
    await tx.manager.query(
      `update app.unit_calendar_assignment set valid_until = $3
        where partner = $1 and unit = $2 and partner = any ($4)
          and coalesce(valid_from < $3, true) and coalesce(valid_until > $3, true)`,
      [partner, unit, given.from, tx.scopes],
    );
    await tx.manager.query(
      `insert into app.unit_calendar_assignment (id, partner, unit, scheme, zone, working_calendar, valid_from, valid_until,
                                                 confirmed, note, source, recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      assignmentValues(tx, [partner, unit], given, at),
    );
  }

  /** Adds what is known about a lunar month; the newest word counts. */
  async addLunarMonth(tx: Transaction, month: LunarMonthRow, at: string): Promise<void> {
    await tx.manager.query(
      `insert into app.lunar_month (year, month, first_day, announced, source, recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [month.year, month.month, month.firstDay, month.announced, month.source, at, tx.actor.id],
    );
  }

  /** Last day of the newest report that is open or was, of a partner or of one of its units; null when there is none. */
  async openedUntil(
    tx: Transaction,
    partner: string,
    unit: string | null,
    now: string,
  ): Promise<string | null> {
    const rows = (await tx.manager.query(
      `select max(p.end_date) as "openedUntil" from app.report_slot s join app.period p on p.id = s.period_id
        where s.partner = $1 and s.partner = any ($4) and ($2::text is null or s.unit = $2)
          and s.opens_at <= $3 and s.cancelled_at is null`,
      [partner, unit, now, tx.scopes],
    )) as Array<{ openedUntil: string | null }>;
    return rows[0].openedUntil;
  }
}

function assignmentValues(
  tx: Transaction,
  owner: string[],
  { id, scheme, zone, workingCalendar, from, until, confirmed, note, source }: NewCalendarAssignment,
  at: string,
): unknown[] {
  const given = [scheme, zone, workingCalendar, from, until, confirmed, note, source];
  return [id, ...owner, ...given, at, tx.actor.id];
}
