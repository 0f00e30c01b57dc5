import { ReferenceFields } from '../reference-data/reference-fields.js';
import { OVERRIDE_KINDS } from './working-calendar.js';
import type { DayOverride, WeeklyPattern, WorkingCalendar } from './working-calendar.js';

/**
 * Reads the parsed content of `config/reference/working-calendars.yaml` into calendars by code.
 * Sources are written once per calendar and named by key in each day, so that every day carries its source.
 * Throws InvalidReferenceDataError, which names the place, at the first thing that cannot be used.
 */
export function workingCalendarsFrom(yamlObject: unknown): ReadonlyMap<string, WorkingCalendar> {
  const file = new ReferenceFields(yamlObject, 'working-calendars', ['version', 'calendars']);
  const version = file.text('version');
  const calendars = new Map<string, WorkingCalendar>();
  file.list('calendars').forEach((entry, index) => {
    const calendar = calendarFrom(entry, `${file.path}.calendars[${index}]`, version);
    if (calendars.has(calendar.code)) throw file.fault(`calendars[${index}].code`, 'this code appears twice');
    calendars.set(calendar.code, calendar);
  });
  return calendars;
}

const CALENDAR_FIELDS = ['code', 'zone', 'confirmed', 'note', 'recordedOn', 'weekly', 'sources', 'overrides'];

function calendarFrom(entry: unknown, path: string, version: string): WorkingCalendar {
  const fields = new ReferenceFields(entry, path, CALENDAR_FIELDS);
  const recordedOn = fields.date('recordedOn');
  const sources = sourcesFrom(fields);
  const overrides = fields
    .list('overrides')
    .map((day, index) => overrideFrom(day, `${path}.overrides[${index}]`, recordedOn, sources));
  return {
    code: fields.text('code'),
    version,
    zone: fields.zone('zone'),
    confirmed: fields.flag('confirmed', false),
    note: fields.optionalText('note'),
    weekly: weeklyFrom(fields),
    overrides: rejectTwins(overrides, fields),
  };
}

const OVERRIDE_FIELDS = ['date', 'kind', 'name', 'source', 'tentative', 'recordedOn', 'closesAt'];

function overrideFrom(
  day: unknown,
  path: string,
  recordedOn: string,
  sources: ReadonlyMap<string, string>,
): DayOverride {
  const fields = new ReferenceFields(day, path, OVERRIDE_FIELDS);
  const kind = fields.oneOf('kind', OVERRIDE_KINDS);
  return {
    date: fields.date('date'),
    kind,
    name: fields.text('name'),
    source: sourceOf(fields, sources),
    tentative: fields.flag('tentative', false),
    recordedOn: fields.optionalDate('recordedOn') ?? recordedOn,
    closesAt: closesAtOf(fields, kind),
  };
}

function sourcesFrom(calendar: ReferenceFields): ReadonlyMap<string, string> {
  const raw = calendar.value('sources');
  const names = typeof raw === 'object' && raw !== null ? Object.keys(raw) : [];
  const fields = new ReferenceFields(raw, `${calendar.path}.sources`, names);
  return new Map(names.map((name) => [name, fields.text(name)]));
}

function sourceOf(day: ReferenceFields, sources: ReadonlyMap<string, string>): string {
  const source = sources.get(day.text('source'));
  if (source === undefined) throw day.fault('source', `expected one of ${[...sources.keys()].join(', ')}`);
  return source;
}

function closesAtOf(day: ReferenceFields, kind: string): string | null {
  if (kind === 'HALF_DAY') return day.localTime('closesAt');
  if (day.value('closesAt') !== undefined) throw day.fault('closesAt', 'only a HALF_DAY closes early');
  return null;
}

function weeklyFrom(calendar: ReferenceFields): WeeklyPattern[] {
  const patterns = calendar.list('weekly').map((entry, index) => {
    const path = `${calendar.path}.weekly[${index}]`;
    const fields = new ReferenceFields(entry, path, ['from', 'until', 'workingWeekdays']);
    return {
      from: fields.optionalDate('from'),
      until: fields.optionalDate('until'),
      workingWeekdays: weekdaysFrom(fields),
    };
  });
  const ends = [null, ...patterns.map(({ until }) => until)];
  const isTiled = patterns.length > 0 && patterns.every(({ from }, index) => from === ends[index]);
  const closesInside = patterns
    .slice(0, -1)
    .some(({ from, until }) => until === null || (from ?? '') >= until);
  if (!isTiled || closesInside || ends.at(-1) !== null) {
    throw calendar.fault(
      'weekly',
      'expected patterns in order of time without gap or overlap, open at both ends',
    );
  }
  return patterns;
}

function isWeekday(day: unknown): day is number {
  return Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 7;
}

function weekdaysFrom(pattern: ReferenceFields): number[] {
  const days = pattern.list('workingWeekdays');
  if (days.length === 0 || !days.every(isWeekday) || new Set(days).size !== days.length) {
    throw pattern.fault('workingWeekdays', 'expected different weekdays from 1 (Monday) to 7 (Sunday)');
  }
  return days;
}

// Two entries of one day are welcome when a newer source replaces an older one, but not from the same day of record.
function rejectTwins(overrides: DayOverride[], calendar: ReferenceFields): DayOverride[] {
  const seen = new Set<string>();
  overrides.forEach(({ date, recordedOn }, index) => {
    const key = `${date} ${recordedOn}`;
    if (seen.has(key))
      throw calendar.fault(`overrides[${index}]`, `${date} was already recorded on ${recordedOn}`);
    seen.add(key);
  });
  return overrides;
}
