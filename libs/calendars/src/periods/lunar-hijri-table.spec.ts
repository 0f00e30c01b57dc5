import * as fc from 'fast-check';
import { addDays, daysBetween } from '../dates/iso-date.js';
import { monthShares } from './alignment.js';
import { lunarHijriTable } from './lunar-hijri-table.js';
import type { LunarMonth } from './period-tables.js';
import { MonthNotAnnouncedError } from './periods.errors.js';
import { parsePeriodId, periodContaining, periodsBetween, shiftPeriod } from './periods.js';

const FIRST = '1990-01-01';
const UNTIL = '2061-03-01';

/** The months of one of the computed variants, as the runtime knows them: stands in for the announced ones. */
function monthsBy(calendar: string): LunarMonth[] {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
  });
  const days = Array.from({ length: daysBetween(FIRST, UNTIL) }, (_, index) => addDays(FIRST, index));
  return days.flatMap((firstDay) => {
    const parts = format.formatToParts(Date.parse(`${firstDay}T12:00:00Z`));
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
    return part('day') === 1 ? [{ year: part('year'), month: part('month'), firstDay }] : [];
  });
}

const TABLES = { lunarMonths: monthsBy('islamic-umalqura') };
const LUNAR = 'LUNAR_HIJRI_TABLE';

describe(lunarHijriTable.name, () => {
  it('takes the bounds of a month from the table and shares it out by days', () => {
    expect(parsePeriodId('LUNAR_HIJRI_TABLE:1448-10', TABLES)).toMatchObject({
      alignment: 'APPORTION',
      comparable: true,
      localLabel: { en: 'Shawwal 1448' },
    });
    expect(periodContaining(LUNAR, '2027-03-21', TABLES).start).toBe('2027-03-09');
  });

  it('meets June 2026 twice, with the last month of 1447 and the first of 1448', () => {
    const months = ['1447-12', '1448-01'].map((id) => parsePeriodId(`${LUNAR}:${id}`, TABLES));
    expect(months.map(({ alignedTo }) => alignedTo)).toEqual(['2026-06', '2026-06']);
  });

  it('disagrees with the civil computation about the day within Shawwal 1448', () => {
    const civil = periodContaining(LUNAR, '2027-03-21', { lunarMonths: monthsBy('islamic-civil') });
    expect([civil.id, daysBetween(civil.start, '2027-03-21') + 1]).toEqual(['LUNAR_HIJRI_TABLE:1448-10', 12]);
  });

  it('tiles 1991 to 2060 without gap or overlap', () => {
    const periods = periodsBetween(LUNAR, '1991-01-01', '2061-01-01', TABLES);
    const starts = [periods[0].start, ...periods.map(({ end }) => addDays(end, 1))].slice(0, -1);
    expect(periods.map(({ start }) => start)).toEqual(starts);
    expect(periods.length).toBeGreaterThan(865);
  });

  it('finds every day of 1991 to 2060 again in the month that its id names', () => {
    const anyDay = fc
      .integer({ min: 0, max: daysBetween('1991-01-01', '2061-01-01') - 1 })
      .map((offset) => addDays('1991-01-01', offset));
    fc.assert(
      fc.property(anyDay, (date) => {
        const period = parsePeriodId(periodContaining(LUNAR, date, TABLES).id, TABLES);
        return period.start <= date && date <= period.end;
      }),
    );
  });

  it('loses no day when a month is shared out to Gregorian months', () => {
    const periods = periodsBetween(LUNAR, '1991-01-01', '2061-01-01', TABLES);
    const lost = periods.filter(
      ({ start, end, days }) => monthShares(start, end).reduce((sum, share) => sum + share.days, 0) !== days,
    );
    expect(lost).toEqual([]);
  });

  it('takes a corrected table at once', () => {
    const shifted = TABLES.lunarMonths.map((month) => ({ ...month, firstDay: addDays(month.firstDay, 1) }));
    expect(parsePeriodId('LUNAR_HIJRI_TABLE:1448-01', { lunarMonths: shifted }).start).toBe(
      addDays(parsePeriodId('LUNAR_HIJRI_TABLE:1448-01', TABLES).start, 1),
    );
  });

  it.each([
    ['a month without a row', () => parsePeriodId('LUNAR_HIJRI_TABLE:1500-01', TABLES)],
    ['a table that is empty', () => parsePeriodId('LUNAR_HIJRI_TABLE:1448-01')],
    ['a day behind the last row', () => periodContaining(LUNAR, '2061-06-01', TABLES)],
    ['a day before the first row', () => periodContaining(LUNAR, '1989-06-01', TABLES)],
    ['the month after the last one', () => shiftPeriod(lastKnown(), 1, TABLES)],
    ['a month before a hole of the table', () => periodContaining(LUNAR, '2026-06-10', withHole())],
    ['a day in a hole of the table', () => periodContaining(LUNAR, '2026-06-20', withHole())],
  ])('says of %s that it is not announced', (_case, question) => {
    expect(question).toThrow(MonthNotAnnouncedError);
  });
});

function lastKnown() {
  const { year, month } = TABLES.lunarMonths[TABLES.lunarMonths.length - 2];
  return parsePeriodId(`${LUNAR}:${year}-${String(month).padStart(2, '0')}`, TABLES);
}

function withHole() {
  return { lunarMonths: TABLES.lunarMonths.filter(({ year, month }) => year !== 1448 || month !== 1) };
}
