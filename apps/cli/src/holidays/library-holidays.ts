import { addDays, type HolidayFile, type HolidayFileDay, type HolidayShare } from '#calendars';

/** The day and month of a rule that falls on the same day each year, e.g. '05-01'. */
const FIXED_RULE = /^\d{2}-\d{2}\b/;
const OBSERVED_MONTHS = /Muharram|Safar|Rabi|Jumada|Rajab|Sha'?ban|Ramadan|Shawwal|Dhu/;
const DAY_MS = 86_400_000;

/** What the library says about one holiday, as far as it is used here. */
interface LibraryHoliday {
  date: string;
  start: Date;
  end: Date;
  name: string;
  rule: string;
  type: string;
}

/**
 * The public holidays of a country in the years of a file, from the library date-holidays, in order of time. Days that
 * follow the moon are tentative until somebody enters the announced ones. A development dependency: a production image
 * does not have it, and reads the committed files instead.
 */
export async function libraryHolidays(file: HolidayFile): Promise<HolidayFileDay[]> {
  const { default: Holidays } = await import('date-holidays');
  const library = new Holidays(file.calendar, { languages: ['en'] });
  const days = new Map<string, HolidayFileDay>();
  for (const [year, share] of file.years) {
    for (const holiday of library.getHolidays(year) as LibraryHoliday[]) {
      if (!isTaken(holiday, share, file.leftOut)) continue;
      for (const day of daysOf(holiday)) if (!days.has(day.date)) days.set(day.date, day);
    }
  }
  return [...days.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

function isTaken(
  { type, rule, name }: LibraryHoliday,
  share: HolidayShare,
  leftOut: readonly string[],
): boolean {
  if (type !== 'public' || leftOut.includes(name.replace(' (substitute day)', ''))) return false;
  return share === 'ALL' || !FIXED_RULE.test(rule);
}

/** A feast of several days is one entry of the library and as many of ours. */
function daysOf({ date, start, end, name, rule }: LibraryHoliday): HolidayFileDay[] {
  const first = date.slice(0, 10);
  const count = Math.max(Math.round((end.getTime() - start.getTime()) / DAY_MS), 1);
  const tentative = OBSERVED_MONTHS.test(rule);
  return Array.from({ length: count }, (_, index) => ({ date: addDays(first, index), name, tentative }));
}
