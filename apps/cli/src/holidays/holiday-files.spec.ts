import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { holidayText, readHolidayFiles } from './holiday-files.js';
import { libraryHolidays } from './library-holidays.js';

const files = await readHolidayFiles();
const generated = [...files].filter(([, file]) => file.generated);

describe('the committed holidays', () => {
  it('come from the library for six countries, and from a person for Afghanistan', () => {
    expect([...files].map(([name, file]) => [name, file.generated])).toEqual([
      ['af.yaml', false],
      ['az.yaml', true],
      ['et.yaml', true],
      ['id.yaml', true],
      ['pk.yaml', true],
      ['ug.yaml', true],
      ['uz.yaml', true],
    ]);
  });

  it.each(generated)('are what the library says today in %s', async (name, file) => {
    const committed = readFileSync(join(projectRoot(), 'config/reference/holidays', name), 'utf8');
    expect(file.days.length).toBeGreaterThan(3);
    expect(await holidayText(name, file.years, await libraryHolidays(file))).toBe(committed);
  });

  it.each(generated)('name library, licence and attribution in %s', (_name, { source }) => {
    expect(source).toContain('date-holidays');
    expect(source).toContain('CC BY-SA 3.0');
  });
});

describe(libraryHolidays.name, () => {
  const pakistan = () => files.get('pk.yaml') as NonNullable<ReturnType<typeof files.get>>;
  const inYear = (share: 'ALL' | 'MOVING') =>
    libraryHolidays({ ...pakistan(), years: new Map([[2026, share]]) });

  it('makes one entry of each day of a feast, tentative while the moon decides', async () => {
    const feast = (await inYear('MOVING')).filter(({ name }) => name.includes('Ramadan'));
    expect(feast.map(({ date, tentative }) => [date, tentative])).toEqual([
      ['2026-03-20', true],
      ['2026-03-21', true],
      ['2026-03-22', true],
    ]);
  });

  it('leaves out fixed days where only moving ones are wanted', async () => {
    const dates = async (share: 'ALL' | 'MOVING') => (await inYear(share)).map(({ date }) => date);
    expect([
      (await dates('ALL')).includes('2026-05-01'),
      (await dates('MOVING')).includes('2026-05-01'),
    ]).toEqual([true, false]);
  });
});
