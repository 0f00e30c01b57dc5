import * as fc from 'fast-check';
import { expandMonthRange, parseAlignedMonth, periodAlignedTo, shiftAlignedMonth } from './aligned-months.js';
import { majorityMonth } from './alignment.js';
import { MONTHLY_SCHEMES } from './period.js';

const anyMonth = fc
  .tuple(fc.integer({ min: 1991, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);

describe(majorityMonth.name, () => {
  it('takes the month with more days', () => {
    expect(majorityMonth('2026-10-15', '2026-11-15')).toBe('2026-10');
  });

  it('takes the earlier month of an equal split', () => {
    expect(majorityMonth('2026-10-17', '2026-11-15')).toBe('2026-10');
  });
});

describe(periodAlignedTo.name, () => {
  it.each([
    ['ETHIOPIAN_MONTH' as const, 'ETHIOPIAN_MONTH:2019-02'],
    ['SOLAR_HIJRI_MONTH' as const, 'SOLAR_HIJRI_MONTH:1405-07'],
    ['GREGORIAN_MONTH' as const, 'GREGORIAN_MONTH:2026-10'],
  ])('finds the period of %s for October 2026', (scheme, id) => {
    expect(periodAlignedTo(scheme, '2026-10').id).toBe(id);
  });

  it('finds a period of every scheme aligned to any month', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MONTHLY_SCHEMES),
        anyMonth,
        (scheme, month) => periodAlignedTo(scheme, month).alignedTo === month,
      ),
      { numRuns: 1500 },
    );
  });
});

describe(shiftAlignedMonth.name, () => {
  it('crosses the end of a year', () => {
    expect([shiftAlignedMonth('2026-12', 1), shiftAlignedMonth('2026-01', -13)]).toEqual([
      '2027-01',
      '2024-12',
    ]);
  });
});

describe(parseAlignedMonth.name, () => {
  it.each(['2026-13', '2026-1', '26-01', '2026-10-01', '1989-12', '2101-01', 'last', ''])(
    'refuses %p',
    (text) => {
      expect(() => parseAlignedMonth(text)).toThrow(expect.objectContaining({ code: 'invalid-period' }));
    },
  );
});

describe(expandMonthRange.name, () => {
  it('contains both ends', () => {
    expect(expandMonthRange('2025-11..2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  });

  it('takes a single month as a range of one', () => {
    expect(expandMonthRange('2026-10')).toEqual(['2026-10']);
  });

  it('allows exactly 240 months', () => {
    expect(expandMonthRange('2001-01..2020-12')).toHaveLength(240);
  });

  it.each([
    ['2001-01..2021-01', 'range-too-large'],
    ['2026-10..2026-09', 'invalid-range'],
    ['2026-01..', 'invalid-range'],
    ['..2026-01', 'invalid-range'],
    ['2026-01..2026-02..2026-03', 'invalid-range'],
    ['', 'invalid-range'],
    ['2026-01..2026-13', 'invalid-period'],
    ['2026-01...2026-02', 'invalid-period'],
  ])('refuses %p with the code %s', (text, code) => {
    expect(() => expandMonthRange(text)).toThrow(expect.objectContaining({ code }));
  });
});
