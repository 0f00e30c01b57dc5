import * as fc from 'fast-check';
import { InvalidDateError } from '../dates/dates.errors.js';
import { addDays, daysBetween } from '../dates/iso-date.js';
import { MONTHLY_SCHEMES, PERIOD_SCHEMES, isPeriodScheme } from './period.js';
import type { Period, PeriodScheme } from './period.js';
import { InvalidPeriodError } from './periods.errors.js';
import { parsePeriodId, periodContaining, periodOf, periodsBetween, shiftPeriod } from './periods.js';

const FIRST_DAY = '1990-02-01';
const DAY_AFTER_LAST = '2061-01-01';

const COMPUTED = PERIOD_SCHEMES.filter((scheme) => scheme !== 'LUNAR_HIJRI_TABLE');

const anyDay = fc
  .integer({ min: 0, max: daysBetween(FIRST_DAY, DAY_AFTER_LAST) - 1 })
  .map((offset) => addDays(FIRST_DAY, offset));

/** New-year days by the runtime's own calendar data, which our conversion library does not use. */
function newYearsByIntl(calendar: string, newYear: RegExp, fromYear: number, untilYear: number): string[] {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'numeric',
  });
  const days = Array.from({ length: daysBetween(`${fromYear}-01-01`, `${untilYear}-01-01`) }, (_, index) =>
    addDays(`${fromYear}-01-01`, index),
  );
  return days.filter((date) => newYear.test(format.format(Date.parse(`${date}T12:00:00Z`))));
}

function bounds({ start, end, days, alignedTo }: Period): unknown[] {
  return [start, end, days, alignedTo];
}

describe(periodOf.name, () => {
  it.each<[PeriodScheme, number, number, string, string, number, string]>([
    ['ETHIOPIAN_MONTH', 2017, 12, '2025-08-07', '2025-09-10', 35, '2025-08'],
    ['ETHIOPIAN_MONTH', 2019, 12, '2027-08-07', '2027-09-11', 36, '2027-08'],
    ['ETHIOPIAN_MONTH', 2018, 1, '2025-09-11', '2025-10-10', 30, '2025-09'],
    ['ETHIOPIAN_MONTH', 2018, 6, '2026-02-08', '2026-03-09', 30, '2026-02'],
    ['ETHIOPIAN_MONTH', 2019, 2, '2026-10-11', '2026-11-09', 30, '2026-10'],
    ['SOLAR_HIJRI_MONTH', 1403, 12, '2025-02-19', '2025-03-20', 30, '2025-03'],
    ['SOLAR_HIJRI_MONTH', 1404, 1, '2025-03-21', '2025-04-20', 31, '2025-04'],
    ['SOLAR_HIJRI_MONTH', 1404, 12, '2026-02-20', '2026-03-20', 29, '2026-03'],
    ['SOLAR_HIJRI_MONTH', 1405, 7, '2026-09-23', '2026-10-22', 30, '2026-10'],
    ['GREGORIAN_MONTH', 2026, 10, '2026-10-01', '2026-10-31', 31, '2026-10'],
    ['GREGORIAN_MONTH', 2024, 2, '2024-02-01', '2024-02-29', 29, '2024-02'],
    ['GREGORIAN_WINDOW_21', 2026, 10, '2026-09-21', '2026-10-20', 30, '2026-10'],
    ['GREGORIAN_WINDOW_21', 2026, 1, '2025-12-21', '2026-01-20', 31, '2026-01'],
    ['GREGORIAN_WINDOW_10', 2026, 10, '2026-09-10', '2026-10-09', 30, '2026-09'],
    ['GREGORIAN_WINDOW_28', 2024, 3, '2024-02-28', '2024-03-27', 29, '2024-03'],
    ['ETHIOPIAN_WINDOW_21', 2018, 1, '2025-08-27', '2025-09-30', 35, '2025-09'],
    ['ETHIOPIAN_WINDOW_21', 2020, 1, '2027-08-27', '2027-10-01', 36, '2027-09'],
    ['ETHIOPIAN_WINDOW_21', 2019, 2, '2026-10-01', '2026-10-30', 30, '2026-10'],
    ['ETHIOPIAN_MONTH_SEPARATE', 2017, 12, '2025-08-07', '2025-09-05', 30, '2025-08'],
    ['ETHIOPIAN_MONTH_SEPARATE', 2017, 13, '2025-09-06', '2025-09-10', 5, '2025-09'],
    ['ETHIOPIAN_MONTH_SEPARATE', 2019, 13, '2027-09-06', '2027-09-11', 6, '2027-09'],
  ])('gives the bounds and the aligned month of %s %i-%i', (scheme, year, month, ...expected) => {
    expect(bounds(periodOf(scheme, year, month))).toEqual(expected);
  });

  it('leaves Pagume alone, and nothing else, out of comparisons with the month before', () => {
    const year = Array.from({ length: 13 }, (_, index) =>
      periodOf('ETHIOPIAN_MONTH_SEPARATE', 2019, index + 1),
    );
    expect(year.filter(({ comparable }) => !comparable).map(({ localLabel }) => localLabel.en)).toEqual([
      'Pagume 2019',
    ]);
  });

  it('starts the Ethiopian fiscal year 1 Hamle 2017 on 2025-07-08', () => {
    expect(periodOf('ETHIOPIAN_MONTH', 2017, 11).start).toBe('2025-07-08');
  });

  it('starts the Ethiopian year on 12 September after an Ethiopian leap year', () => {
    expect(periodOf('ETHIOPIAN_MONTH', 2020, 1).start).toBe('2027-09-12');
  });

  it('gives the leap year 1408 a Hut of 30 days', () => {
    expect(periodOf('SOLAR_HIJRI_MONTH', 1408, 12).days).toBe(30);
  });

  it('names an Ethiopian period for all readers', () => {
    expect(periodOf('ETHIOPIAN_MONTH', 2019, 2).localLabel).toEqual({
      en: 'Tikimt 2019',
      az: 'Tikimt 2019',
      ru: 'Тыкымт 2019',
      am: 'ጥቅምት 2019',
    });
  });

  it('names a Solar Hijri period by the Afghan month and in Persian digits', () => {
    expect(periodOf('SOLAR_HIJRI_MONTH', 1405, 7).localLabel).toEqual({
      en: 'Mizan 1405',
      az: 'Mizan 1405',
      ru: 'Мизан 1405',
      'fa-AF': 'میزان ۱۴۰۵',
    });
  });

  it('names a Gregorian period in the three languages of headquarters', () => {
    expect(periodOf('GREGORIAN_MONTH', 2026, 10).localLabel).toEqual({
      en: 'October 2026',
      az: 'Oktyabr 2026',
      ru: 'Октябрь 2026',
    });
  });

  it.each(MONTHLY_SCHEMES)('has twelve different names in every language of %s', (scheme) => {
    const year = periodContaining(scheme, '2026-06-15').year;
    const labels = Array.from({ length: 12 }, (_, index) =>
      Object.values(periodOf(scheme, year, index + 1).localLabel),
    );
    const distinct = labels[0].map((_, language) => new Set(labels.map((label) => label[language])).size);
    expect([...new Set(distinct), labels.flat().some((label) => label.includes('undefined'))]).toEqual([
      12,
      false,
    ]);
  });

  it('cannot be changed by one reader for all others', () => {
    expect(Object.isFrozen(periodOf('GREGORIAN_MONTH', 2026, 10))).toBe(true);
  });

  it.each([
    [2026, 0],
    [2026, 13],
    [2026.5, 1],
    [Number.NaN, 1],
    [1989, 12],
    [2101, 1],
    [999_999, 1],
  ])('refuses the Gregorian year %d with month %d', (year, month) => {
    expect(() => periodOf('GREGORIAN_MONTH', year, month)).toThrow(InvalidPeriodError);
  });

  it.each(MONTHLY_SCHEMES)('aligns %s one to one with the Gregorian months of 2020 to 2034', (scheme) => {
    const aligned = periodsBetween(scheme, '2020-01-15', '2034-12-16').map(({ alignedTo }) => alignedTo);
    const gregorian = periodsBetween('GREGORIAN_MONTH', '2020-01-15', '2034-12-16').map(
      ({ alignedTo }) => alignedTo,
    );
    expect([aligned, gregorian.length]).toEqual([gregorian, 180]);
  });

  it('agrees with the runtime about every Ethiopian new year from 1991 to 2060', () => {
    const ours = Array.from({ length: 70 }, (_, index) => periodOf('ETHIOPIAN_MONTH', 1984 + index, 1).start);
    expect(ours).toEqual(newYearsByIntl('ethiopic', /^1\/1(?!\d)/, 1991, 2061));
  });

  it('agrees with the runtime about every Solar Hijri new year from 1991 to 2060', () => {
    const ours = Array.from(
      { length: 70 },
      (_, index) => periodOf('SOLAR_HIJRI_MONTH', 1370 + index, 1).start,
    );
    expect(ours).toEqual(newYearsByIntl('persian', /^1\/1(?!\d)/, 1991, 2061));
  });
});

describe(parsePeriodId.name, () => {
  it('reads what a period carries as its id', () => {
    fc.assert(
      fc.property(fc.constantFrom(...COMPUTED), anyDay, (scheme, date) => {
        const period = periodContaining(scheme, date);
        return parsePeriodId(period.id) === period;
      }),
    );
  });

  it.each([
    '',
    '2026-10',
    'GREGORIAN_MONTH:2026-13',
    'GREGORIAN_MONTH:2026-00',
    'GREGORIAN_MONTH:2026-1',
    'GREGORIAN_MONTH:2026-10 ',
    'GREGORIAN_MONTH:0000-01',
    'GREGORIAN_MONTH:9999-01',
    'gregorian_month:2026-10',
    'LUNAR_HIJRI:1448-01',
    'ETHIOPIAN_MONTH:2019-13',
    'ETHIOPIAN_MONTH:9999-01',
    'SOLAR_HIJRI_MONTH:2026-10',
    'constructor:2026-10',
    'GREGORIAN_WINDOW_1:2026-10',
    'GREGORIAN_WINDOW_29:2026-10',
    'GREGORIAN_WINDOW_021:2026-10',
    'ETHIOPIAN_MONTH_SEPARATE:2019-14',
    'SOLAR_HIJRI_MONTH:1405-07~2026-10-22',
    'SOLAR_HIJRI_MONTH:1405-07~2026-09-22',
    'SOLAR_HIJRI_MONTH:1405-07~2027-01-31',
    'SOLAR_HIJRI_MONTH:1405-07~2026-10-31~2026-10-31',
  ])('refuses %p with the code invalid-period', (id) => {
    expect(() => parsePeriodId(id)).toThrow(
      expect.objectContaining({ code: 'invalid-period', params: { text: id } }),
    );
  });
});

describe('an irregular period', () => {
  it('says by its id alone where it ends', () => {
    expect(parsePeriodId('SOLAR_HIJRI_MONTH:1405-07~2026-10-31')).toMatchObject({
      id: 'SOLAR_HIJRI_MONTH:1405-07~2026-10-31',
      start: '2026-09-23',
      end: '2026-10-31',
      days: 39,
      alignedTo: '2026-10',
      irregular: true,
      comparable: false,
      localLabel: { en: 'Mizan 1405 (→ 2026-10-31)' },
    });
  });

  it('is followed by the regular month after the one that it was made of', () => {
    expect(shiftPeriod(parsePeriodId('SOLAR_HIJRI_MONTH:1405-07~2026-10-31'), 1).id).toBe(
      'SOLAR_HIJRI_MONTH:1405-08',
    );
  });
});

describe(periodContaining.name, () => {
  it.each(COMPUTED)('puts every day of 1990 to 2060 into one period of %s that contains it', (scheme) => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const period = periodContaining(scheme, date);
        return period.start <= date && date <= period.end;
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps the sixth day of Pagume, the day that is lost most easily', () => {
    expect(periodContaining('ETHIOPIAN_MONTH', '2027-09-11').id).toBe('ETHIOPIAN_MONTH:2019-12');
  });

  it('loses no day of Pagume between 1990 and 2060', () => {
    const lastDays = periodsBetween('ETHIOPIAN_MONTH', FIRST_DAY, DAY_AFTER_LAST).filter(
      ({ month }) => month === 12,
    );
    const lost = lastDays.filter((period) =>
      Array.from({ length: period.days - 30 }, (_, index) => addDays(period.end, -index)).some(
        (date) => periodContaining('ETHIOPIAN_MONTH', date) !== period,
      ),
    );
    expect([lastDays.length, lost]).toEqual([71, []]);
  });

  it('refuses a text that is no day', () => {
    expect(() => periodContaining('GREGORIAN_MONTH', 'today')).toThrow(InvalidDateError);
  });
});

describe(periodsBetween.name, () => {
  it.each(COMPUTED)('tiles 1990 to 2060 with %s without gap or overlap', (scheme) => {
    const periods = periodsBetween(scheme, FIRST_DAY, DAY_AFTER_LAST);
    const expectedStarts = [periods[0].start, ...periods.map(({ end }) => addDays(end, 1))].slice(0, -1);
    const total = periods.reduce((sum, { days }) => sum + days, 0);
    expect(periods.map(({ start }) => start)).toEqual(expectedStarts);
    expect(total).toBe(daysBetween(periods[0].start, periods[periods.length - 1].end) + 1);
    expect(periods[periods.length - 1].end >= '2060-12-31').toBe(true);
  });

  it('leaves out the period that begins on the day where the interval ends', () => {
    const ids = periodsBetween('GREGORIAN_MONTH', '2026-09-30', '2026-11-01').map(({ id }) => id);
    expect(ids).toEqual(['GREGORIAN_MONTH:2026-09', 'GREGORIAN_MONTH:2026-10']);
  });

  it('is empty for an empty interval', () => {
    expect(periodsBetween('ETHIOPIAN_MONTH', '2026-10-11', '2026-10-11')).toEqual([]);
  });
});

describe(shiftPeriod.name, () => {
  it('comes back to the same period after going there and back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...COMPUTED),
        anyDay,
        fc.integer({ min: 0, max: 240 }),
        (scheme, date, count) => {
          const period = periodContaining(scheme, date);
          return shiftPeriod(shiftPeriod(period, count), -count) === period;
        },
      ),
    );
  });

  it('goes from the first month of a year to the twelfth of the year before', () => {
    expect(shiftPeriod(periodOf('ETHIOPIAN_MONTH', 2019, 1), -1).id).toBe('ETHIOPIAN_MONTH:2018-12');
  });
});

describe(isPeriodScheme.name, () => {
  it('knows no other name', () => {
    expect(['ETHIOPIAN_MONTH', 'toString', 5].map(isPeriodScheme)).toEqual([true, false, false]);
  });
});
