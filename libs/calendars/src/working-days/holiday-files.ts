import { ReferenceFields } from '../reference-data/reference-fields.js';
import type { DayOverride, WorkingCalendar } from './working-calendar.js';

/** Which of a country's holidays a file adds in a year: those that move with moon or feast alone, or all of them. */
export const HOLIDAY_SHARES = ['MOVING', 'ALL'] as const;
export type HolidayShare = (typeof HOLIDAY_SHARES)[number];

/** One file of `config/reference/holidays`: days of one country from one source, a library or a person. */
export interface HolidayFile {
  /** Code of the working calendar that the days belong to. */
  readonly calendar: string;
  /** True when the days are written by the seed command; false when a person keeps them. */
  readonly generated: boolean;
  /** Where the days come from, with the licence of the data where it has one. */
  readonly source: string;
  readonly recordedOn: string;
  readonly years: ReadonlyMap<number, HolidayShare>;
  /** Names that the library has wrong for this country; the reasons stand beside them. */
  readonly leftOut: readonly string[];
  readonly days: readonly HolidayFileDay[];
}

export interface HolidayFileDay {
  readonly date: string;
  readonly name: string;
  readonly tentative: boolean;
}

const FILE_FIELDS = ['calendar', 'generated', 'source', 'recordedOn', 'years', 'leftOut', 'days'];

/** Reads the parsed content of one file. Throws InvalidReferenceDataError at the first thing that cannot be used. */
export function holidayFileFrom(yamlObject: unknown, path = 'holidays'): HolidayFile {
  const fields = new ReferenceFields(yamlObject, path, FILE_FIELDS);
  return {
    calendar: fields.text('calendar'),
    generated: fields.flag('generated', false),
    source: fields.text('source'),
    recordedOn: fields.date('recordedOn'),
    years: yearsFrom(fields),
    leftOut: fields.value('leftOut') === undefined ? [] : fields.list('leftOut').map(String),
    days: fields.list('days').map((day, index) => dayFrom(day, `${path}.days[${index}]`)),
  };
}

/**
 * Adds the days of files to the calendars that they name. What `working-calendars.yaml` says about a day always goes
 * first, because somebody looked at it: a file never adds a second entry for the same day.
 */
export function withHolidays(
  calendars: ReadonlyMap<string, WorkingCalendar>,
  files: readonly HolidayFile[],
): ReadonlyMap<string, WorkingCalendar> {
  const complete = new Map(calendars);
  for (const file of files) {
    const calendar = complete.get(file.calendar);
    if (!calendar)
      throw new ReferenceFields({}, 'holidays', []).fault('calendar', `${file.calendar} is not known`);
    const stated = new Set(calendar.overrides.map(({ date }) => date));
    const added = file.days.filter(({ date }) => !stated.has(date)).map((day) => overrideOf(file, day));
    complete.set(file.calendar, { ...calendar, overrides: [...calendar.overrides, ...added] });
  }
  return complete;
}

function overrideOf(file: HolidayFile, { date, name, tentative }: HolidayFileDay): DayOverride {
  const { source, recordedOn } = file;
  return { date, kind: 'HOLIDAY', name, source, tentative, recordedOn, closesAt: null };
}

function dayFrom(value: unknown, path: string): HolidayFileDay {
  const fields = new ReferenceFields(value, path, ['date', 'name', 'tentative']);
  return { date: fields.date('date'), name: fields.text('name'), tentative: fields.flag('tentative', false) };
}

function yearsFrom(file: ReferenceFields): ReadonlyMap<number, HolidayShare> {
  const raw = file.value('years') ?? {};
  const names = typeof raw === 'object' && raw !== null ? Object.keys(raw) : [];
  const fields = new ReferenceFields(raw, `${file.path}.years`, names);
  return new Map(names.map((year) => [Number(year), fields.oneOf(year, HOLIDAY_SHARES)]));
}
