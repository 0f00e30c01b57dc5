import { v7 as uuid } from 'uuid';
import type { WorkingCalendar } from '#calendars';
import { readCalendarFiles, type CalendarFiles } from './calendar-files.js';

/** A connection of the schema's owner: the seed belongs to `migrate`, before anybody serves. */
export interface SeedConnection {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/**
 * Brings the calendars of `config/reference` into the tables; run at every `migrate`, as often as wanted. Rows from
 * the files mirror the files. What the desk recorded stays: its days are rows of their own that count as the newer
 * source, and a country whose calendar the desk changed once is not touched by the file any more.
 */
export async function seedCalendars(connection: SeedConnection): Promise<void> {
  const files = readCalendarFiles();
  await connection.query('begin');
  try {
    if (await isNew(connection, files.digest)) await mirror(connection, files);
    await connection.query('commit');
  } catch (error) {
    await connection.query('rollback');
    throw error;
  }
}

async function isNew(connection: SeedConnection, digest: string): Promise<boolean> {
  const rows = (await connection.query('select file_digest from app.calendar_edition for update')) as Array<{
    file_digest: string | null;
  }>;
  return rows[0]?.file_digest !== digest;
}

async function mirror(connection: SeedConnection, files: CalendarFiles): Promise<void> {
  await connection.query("delete from app.calendar_day where origin = 'FILE'");
  for (const calendar of files.workingCalendars) await mirrorCalendar(connection, calendar);
  await mirrorAssignments(connection, files);
  await connection.query('update app.calendar_edition set edition = gen_random_uuid(), file_digest = $1', [
    files.digest,
  ]);
}

async function mirrorCalendar(connection: SeedConnection, calendar: WorkingCalendar): Promise<void> {
  const { code, zone, version, confirmed, note, weekly, overrides } = calendar;
  await connection.query(
    `insert into app.working_calendar (code, zone, version, confirmed, note) values ($1, $2, $3, $4, $5)
     on conflict (code) do update set zone = $2, version = $3, confirmed = $4, note = $5`,
    [code, zone, version, confirmed, note],
  );
  await connection.query('delete from app.working_week where calendar = $1', [code]);
  await connection.query(
    `insert into app.working_week (calendar, valid_from, valid_until, weekdays)
     select $1, w."from", w."until", array(select jsonb_array_elements_text(w."workingWeekdays")::smallint)
       from jsonb_to_recordset($2) as w ("from" date, "until" date, "workingWeekdays" jsonb)`,
    [code, JSON.stringify(weekly)],
  );
  const days = overrides.map((override) => ({ id: uuid(), ...override }));
  await connection.query(
    `insert into app.calendar_day (id, calendar, day, kind, name, source, tentative, closes_at, recorded_at, origin)
     select d.id, $1, d.date, d.kind, d.name, d.source, d.tentative, d."closesAt", d."recordedOn" at time zone 'UTC', 'FILE'
       from jsonb_to_recordset($2) as d (id uuid, date date, kind text, name text, source text, tentative boolean,
                                         "closesAt" text, "recordedOn" timestamp)`,
    [code, JSON.stringify(days)],
  );
}

const FILE_SOURCE = 'config/reference/calendars.yaml';

async function mirrorAssignments(connection: SeedConnection, { policy }: CalendarFiles): Promise<void> {
  const rows = policy.assignments.map((assignment) => ({ id: uuid(), ...assignment }));
  const untouched =
    "not exists (select from app.calendar_assignment k where k.country = a.country and k.origin = 'DESK')";
  await connection.query(`delete from app.calendar_assignment a where ${untouched}`);
  await connection.query(
    `insert into app.calendar_assignment (id, country, origin, scheme, zone, working_calendar, valid_from, valid_until,
                                          confirmed, note, source, recorded_at)
     select a.id, a.country, 'FILE', a.scheme, a.zone, a."workingCalendar", a."from", a."until", a.confirmed, a.note,
            $2, now()
       from (select r.*, r.partner as country from jsonb_to_recordset($1) as r
              (id uuid, partner text, scheme text, zone text, "workingCalendar" text, "from" date, "until" date,
               confirmed boolean, note text)) as a
      where ${untouched}`,
    [JSON.stringify(rows), FILE_SOURCE],
  );
}
