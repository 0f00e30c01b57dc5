import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  calendarPolicyFrom,
  holidayFileFrom,
  withHolidays,
  workingCalendarsFrom,
  type CalendarPolicy,
  type WorkingCalendar,
} from '#calendars';
import { projectRoot } from '#platform';

const FOLDER = join(projectRoot(), 'config', 'reference');

/** What `config/reference` says about calendars, with a digest that changes when any of it does. */
export interface CalendarFiles {
  workingCalendars: readonly WorkingCalendar[];
  policy: CalendarPolicy;
  digest: string;
}

/** @throws InvalidReferenceDataError naming the place of the first thing that cannot be used. */
export function readCalendarFiles(): CalendarFiles {
  const names = ['working-calendars.yaml', 'calendars.yaml', ...holidayFiles()];
  const texts = names.map((file) => readFileSync(join(FOLDER, file), 'utf8'));
  const [days, policy, ...holidays] = texts.map((text) => parse(text) as unknown);
  const files = holidays.map((file, index) => holidayFileFrom(file, names[index + 2]));
  const calendars = withHolidays(workingCalendarsFrom(days), files);
  return {
    workingCalendars: [...calendars.values()],
    policy: calendarPolicyFrom(policy, [...calendars.keys()]),
    digest: createHash('sha256').update(texts.join('\n')).digest('hex'),
  };
}

function holidayFiles(): string[] {
  return readdirSync(join(FOLDER, 'holidays'))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => join('holidays', name));
}
