import { parseArgs } from 'node:util';
import type { HolidayFile } from '#calendars';
import type { Config } from '#platform';
import type { Command } from '../command.js';
import { UsageError } from '../usage-error.js';
import { holidayText, readHolidayFiles, writeHolidayText } from './holiday-files.js';
import { libraryHolidays } from './library-holidays.js';

export const HOLIDAY_COMMANDS: readonly Command[] = [
  {
    words: 'holidays seed',
    options: '[--year YYYY]',
    does: 'writes config/reference/holidays from the library of holidays, with one more year when asked; development only',
    run: seedHolidays,
  },
];

async function seedHolidays(config: Config, options: readonly string[]): Promise<void> {
  if (config.NODE_ENV === 'production')
    throw new Error('The library of holidays is not part of an installation; edit the files or use the API.');
  const added = yearFrom(options);
  for (const [name, file] of await readHolidayFiles()) {
    if (!file.generated) continue;
    const years = withYear(file, added);
    const days = await libraryHolidays({ ...file, years });
    await writeHolidayText(name, await holidayText(name, years, days));
    console.log(`${name}: ${days.length} days`);
  }
}

/** A further year takes the same share as the last one: what the library has wrong about a country it has wrong again. */
function withYear({ years }: HolidayFile, added: number | null): HolidayFile['years'] {
  if (added === null || years.has(added)) return years;
  return new Map([...years, [added, [...years.values()].at(-1) ?? 'ALL']]);
}

function yearFrom(options: readonly string[]): number | null {
  const { values } = parseArgs({ args: [...options], options: { year: { type: 'string' } } });
  if (values.year === undefined) return null;
  if (!/^20\d{2}$/.test(values.year)) throw new UsageError('--year takes a year such as 2029.');
  return Number(values.year);
}
