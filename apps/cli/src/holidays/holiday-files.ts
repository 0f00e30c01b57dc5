import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';
import { holidayFileFrom, type HolidayFile, type HolidayFileDay } from '#calendars';
import { projectRoot } from '#platform';

const FOLDER = join(projectRoot(), 'config', 'reference', 'holidays');

/** The files by name, e.g. 'et.yaml'. */
export async function readHolidayFiles(): Promise<Map<string, HolidayFile>> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.yaml')).toSorted();
  const files = new Map<string, HolidayFile>();
  for (const name of names)
    files.set(name, holidayFileFrom(parse(await readFile(join(FOLDER, name), 'utf8')), name));
  return files;
}

/** The committed text with further years and other days; head, comments and order of the fields stay as they are. */
export async function holidayText(
  name: string,
  years: HolidayFile['years'],
  days: readonly HolidayFileDay[],
): Promise<string> {
  const document = parseDocument(await readFile(join(FOLDER, name), 'utf8'));
  for (const [year, share] of years) document.setIn(['years', year], share);
  document.set(
    'days',
    days.map(({ date, name: title, tentative }) => ({
      date,
      name: title,
      ...(tentative ? { tentative } : {}),
    })),
  );
  return document.toString({ lineWidth: 0 });
}

export async function writeHolidayText(name: string, text: string): Promise<void> {
  await writeFile(join(FOLDER, name), text);
}
