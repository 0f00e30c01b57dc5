import {
  MONTHLY_SCHEMES,
  periodContaining,
  periodsAlong,
  periodsBetween,
  type PeriodScheme,
} from '#calendars';
import { openingInstant } from '../deadlines/slot-times.js';
import { expectedPeriods } from './expected-slots.js';

const from = (validFrom: string, validUntil: string | null = null) => ({ validFrom, validUntil });
const inScheme = (scheme: PeriodScheme) => (first: string, until: string) =>
  periodsBetween(scheme, first, until);
const ids = (scheme: PeriodScheme, assignment: ReturnType<typeof from>, today: string) =>
  expectedPeriods(inScheme(scheme), assignment, today).map(({ id }) => id);
const short = (list: string[]) => list.map((id) => id.split(':')[1]);

describe(expectedPeriods.name, () => {
  it('reaches from the assignment to three periods ahead of today', () => {
    expect(short(ids('GREGORIAN_MONTH', from('2026-09-01'), '2026-11-05'))).toEqual([
      '2026-09',
      '2026-10',
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
    ]);
  });

  it('leaves out the period in which the assignment begins half-way', () => {
    expect(short(ids('GREGORIAN_MONTH', from('2026-11-02'), '2026-11-05'))).toEqual([
      '2026-12',
      '2027-01',
      '2027-02',
    ]);
  });

  it('includes the period that the assignment ends in, since its end is the first day outside', () => {
    expect(short(ids('GREGORIAN_MONTH', from('2026-09-01', '2026-10-02'), '2026-11-05'))).toEqual([
      '2026-09',
      '2026-10',
    ]);
    expect(short(ids('GREGORIAN_MONTH', from('2026-09-01', '2026-10-01'), '2026-11-05'))).toEqual([
      '2026-09',
    ]);
  });

  it.each([
    ['begins far ahead', from('2028-01-01')],
    ['is empty', from('2026-09-01', '2026-09-01')],
    ['ends before it begins', from('2026-09-01', '2026-08-01')],
  ])('expects nothing of an assignment that %s', (_condition, assignment) => {
    expect(ids('GREGORIAN_MONTH', assignment, '2026-11-05')).toEqual([]);
  });

  it('counts Ethiopian months in their own bounds', () => {
    const [first] = expectedPeriods(inScheme('ETHIOPIAN_MONTH'), from('2026-10-11'), '2026-11-05');
    expect(first).toMatchObject({ id: 'ETHIOPIAN_MONTH:2019-02', start: '2026-10-11', end: '2026-11-09' });
  });

  it('leaves out an Ethiopian month that began a day before the assignment', () => {
    const [first] = expectedPeriods(inScheme('ETHIOPIAN_MONTH'), from('2026-10-12'), '2026-11-05');
    expect(first.id).toBe('ETHIOPIAN_MONTH:2019-03');
  });

  it('has twelve Ethiopian months in a year, the last one long', () => {
    const year = expectedPeriods(inScheme('ETHIOPIAN_MONTH'), from('2025-09-11', '2026-09-11'), '2026-11-05');
    expect(year.map(({ month }) => month)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(year.at(-1)?.days).toBe(35);
  });

  it('counts solar months in their own bounds', () => {
    const [first] = expectedPeriods(inScheme('SOLAR_HIJRI_MONTH'), from('2026-09-23'), '2026-11-05');
    expect(first).toMatchObject({ id: 'SOLAR_HIJRI_MONTH:1405-07', start: '2026-09-23', end: '2026-10-22' });
  });

  it.each(MONTHLY_SCHEMES)('leaves no day uncovered and covers none twice in %s', (scheme) => {
    const first = periodContaining(scheme, '2024-01-15');
    const periods = expectedPeriods(inScheme(scheme), from(first.start), '2026-11-05');
    const seams = periods.slice(1).map((period, index) => [Date.parse(periods[index].end), period.start]);
    const gaps = seams.filter(([end, start]) => Date.parse(start as string) - Number(end) !== 86_400_000);
    expect(periods.length).toBeGreaterThan(30);
    expect(gaps).toEqual([]);
  });
});

describe('expected periods across a change of calendar', () => {
  const stretches = [
    { scheme: 'SOLAR_HIJRI_MONTH' as const, from: null },
    { scheme: 'GREGORIAN_MONTH' as const, from: '2026-10-10' },
  ];
  const along = (first: string, until: string) => periodsAlong(stretches, first, until);

  it('count the irregular one as one of the three ahead', () => {
    expect(expectedPeriods(along, from('2026-08-23'), '2026-08-30').map(({ id }) => id)).toEqual([
      'SOLAR_HIJRI_MONTH:1405-06',
      'SOLAR_HIJRI_MONTH:1405-07~2026-10-31',
      'GREGORIAN_MONTH:2026-11',
      'GREGORIAN_MONTH:2026-12',
    ]);
  });
});

describe(openingInstant.name, () => {
  const october = periodContaining('GREGORIAN_MONTH', '2026-10-05');

  it.each([
    ['Asia/Karachi', '2026-10-31T19:00:00'],
    ['Africa/Kampala', '2026-10-31T21:00:00'],
    ['Asia/Baku', '2026-10-31T20:00:00'],
  ])('is midnight after the last day in %s', (zone, expected) => {
    expect(new Date(openingInstant(october, zone)).toISOString()).toBe(`${expected}.000Z`);
  });
});
