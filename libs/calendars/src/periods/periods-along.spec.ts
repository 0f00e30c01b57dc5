import * as fc from 'fast-check';
import { addDays, daysBetween } from '../dates/iso-date.js';
import { MONTHLY_SCHEMES } from './period.js';
import { periodsAlong, type SchemeStretch } from './periods-along.js';
import { CalendarChangesTooCloseError } from './periods.errors.js';
import { parsePeriodId, periodsBetween } from './periods.js';

function change(old: SchemeStretch['scheme'], next: SchemeStretch['scheme'], from: string): SchemeStretch[] {
  return [
    { scheme: old, from: null },
    { scheme: next, from },
  ];
}

function boundsAlong(stretches: SchemeStretch[], from = '2026-08-25', until = '2026-12-20'): string[][] {
  return periodsAlong(stretches, from, until).map(({ id, start, end, alignedTo }) => [
    id,
    start,
    end,
    alignedTo,
  ]);
}

describe(periodsAlong.name, () => {
  it('is the plain list of months while nothing changes', () => {
    expect(periodsAlong([{ scheme: 'SOLAR_HIJRI_MONTH', from: null }], '2026-01-01', '2027-01-01')).toEqual(
      periodsBetween('SOLAR_HIJRI_MONTH', '2026-01-01', '2027-01-01'),
    );
  });

  it('lengthens the month that a decree cuts until the new calendar has a later month', () => {
    expect(boundsAlong(change('SOLAR_HIJRI_MONTH', 'GREGORIAN_MONTH', '2026-10-10'))).toEqual([
      ['SOLAR_HIJRI_MONTH:1405-06', '2026-08-23', '2026-09-22', '2026-09'],
      ['SOLAR_HIJRI_MONTH:1405-07~2026-10-31', '2026-09-23', '2026-10-31', '2026-10'],
      ['GREGORIAN_MONTH:2026-11', '2026-11-01', '2026-11-30', '2026-11'],
      ['GREGORIAN_MONTH:2026-12', '2026-12-01', '2026-12-31', '2026-12'],
    ]);
  });

  it('shortens it where the month of the new calendar began before', () => {
    expect(boundsAlong(change('GREGORIAN_MONTH', 'SOLAR_HIJRI_MONTH', '2026-10-28'))).toEqual([
      ['GREGORIAN_MONTH:2026-08', '2026-08-01', '2026-08-31', '2026-08'],
      ['GREGORIAN_MONTH:2026-09', '2026-09-01', '2026-09-30', '2026-09'],
      ['GREGORIAN_MONTH:2026-10~2026-10-22', '2026-10-01', '2026-10-22', '2026-10'],
      ['SOLAR_HIJRI_MONTH:1405-08', '2026-10-23', '2026-11-21', '2026-11'],
      ['SOLAR_HIJRI_MONTH:1405-09', '2026-11-22', '2026-12-21', '2026-12'],
    ]);
  });

  it('bridges the days up to the next month when an old year ends on the day of the change', () => {
    const periods = periodsAlong(
      change('SOLAR_HIJRI_MONTH', 'GREGORIAN_MONTH', '2027-03-21'),
      '2027-02-20',
      '2027-05-01',
    );
    expect(periods.map(({ id }) => id)).toEqual([
      'SOLAR_HIJRI_MONTH:1405-12~2027-03-31',
      'GREGORIAN_MONTH:2027-04',
    ]);
  });

  it('leaves every month regular when both calendars turn on the same day', () => {
    const periods = periodsAlong(
      change('ETHIOPIAN_MONTH', 'ETHIOPIAN_MONTH_SEPARATE', '2026-10-11'),
      '2026-09-11',
      '2027-01-01',
    );
    expect(periods.some(({ irregular }) => irregular)).toBe(false);
    expect(periods.map(({ scheme }) => scheme)).toEqual([
      'ETHIOPIAN_MONTH',
      ...Array(3).fill('ETHIOPIAN_MONTH_SEPARATE'),
    ]);
  });

  it('does not take a change of the time zone for a change of calendar', () => {
    const zoneChange = change('GREGORIAN_MONTH', 'GREGORIAN_MONTH', '2026-10-10');
    expect(periodsAlong(zoneChange, '2026-09-01', '2026-12-01')).toEqual(
      periodsBetween('GREGORIAN_MONTH', '2026-09-01', '2026-12-01'),
    );
  });

  it('begins inside the irregular period when it is asked from there', () => {
    const [first] = periodsAlong(
      change('SOLAR_HIJRI_MONTH', 'GREGORIAN_MONTH', '2026-10-10'),
      '2026-10-25',
      '2026-11-05',
    );
    expect(first.id).toBe('SOLAR_HIJRI_MONTH:1405-07~2026-10-31');
  });

  it('refuses a second change before a whole month of the first has begun', () => {
    const twice = [
      ...change('SOLAR_HIJRI_MONTH', 'GREGORIAN_MONTH', '2026-10-10'),
      { scheme: 'ETHIOPIAN_MONTH' as const, from: '2026-10-20' },
    ];
    expect(() => periodsAlong(twice, '2026-01-01', '2027-01-01')).toThrow(CalendarChangesTooCloseError);
  });

  const anyScheme = fc.constantFrom(...MONTHLY_SCHEMES);
  const anyDay = fc.integer({ min: 0, max: 9000 }).map((offset) => addDays('2000-01-01', offset));
  const anyChanges = fc.tuple(anyScheme, anyScheme, anyScheme, anyDay, fc.integer({ min: 100, max: 2000 }));

  it('puts every day into exactly one period and meets every aligned month once, whatever changes', () => {
    fc.assert(
      fc.property(anyChanges, ([first, second, third, day, gap]) => {
        const stretches = [...change(first, second, day), { scheme: third, from: addDays(day, gap) }];
        const periods = periodsAlong(stretches, addDays(day, -200), addDays(day, gap + 200));
        const seams = periods.slice(1).map(({ start }, index) => daysBetween(periods[index].end, start));
        const months = periods.map(
          ({ alignedTo }) => Number(alignedTo.slice(0, 4)) * 12 + Number(alignedTo.slice(5)),
        );
        const steps = months.slice(1).map((month, index) => month - months[index]);
        return seams.every((days) => days === 1) && steps.every((step) => step === 1);
      }),
      { numRuns: 500 },
    );
  });

  it('makes ids that can be read back', () => {
    fc.assert(
      fc.property(anyScheme, anyScheme, anyDay, (old, next, day) => {
        const periods = periodsAlong(change(old, next, day), addDays(day, -60), addDays(day, 60));
        return periods.every((period) => JSON.stringify(parsePeriodId(period.id)) === JSON.stringify(period));
      }),
    );
  });
});
