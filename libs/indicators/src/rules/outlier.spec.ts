import * as fc from 'fast-check';
import { comparable, isOutlier } from './outlier.js';

/** A past without seasons. */
const far = (value: string, past: readonly string[], threshold: number, floor: string) =>
  isOutlier(
    value,
    past.map((entry) => ({ value: entry, month: 1 })),
    2,
    { threshold, floor },
  );

describe(isOutlier.name, () => {
  const steady = ['100', '102', '98', '101', '99', '103', '100'];

  it.each([
    ['1000', true],
    ['1', true],
    ['104', false],
    ['100', false],
  ])('judges %s against a steady past: %s', (value, expected) => {
    expect(far(value, steady, 3.5, '0')).toBe(expected);
  });

  it('judges factors, not differences: half is as remarkable as double', () => {
    const past = ['999', '899', '1110', '999', '899', '1110', '999'];
    expect([far('4999', past, 3.5, '0'), far('199', past, 3.5, '0')]).toEqual([true, true]);
  });

  it.each([
    ['149', false],
    ['150', true],
  ])('never calls a value within the floor of 50 remarkable: %s', (value, expected) => {
    expect(far(value, steady, 3.5, '50')).toBe(expected);
  });

  it('uses the mean deviation where more than half of the past is one value', () => {
    const flat = ['100', '100', '100', '100', '100', '100', '130'];
    expect([far('101', flat, 3.5, '0'), far('400', flat, 3.5, '0')]).toEqual([false, true]);
  });

  it('calls anything but the one value of the past remarkable', () => {
    const constant = Array.from({ length: 6 }, () => '7');
    expect([far('7', constant, 3.5, '0'), far('8', constant, 3.5, '0')]).toEqual([false, true]);
  });

  it('does not depend on the order of the past', () => {
    const past = fc.array(fc.integer({ min: 0, max: 1_000_000 }).map(String), {
      minLength: 6,
      maxLength: 24,
    });
    fc.assert(
      fc.property(past, fc.integer({ min: 0, max: 1_000_000 }), (history, value) => {
        const forwards = far(String(value), history, 3.5, '0');
        return forwards === far(String(value), history.toReversed(), 3.5, '0');
      }),
    );
  });

  it('never calls the middle of an odd past remarkable', () => {
    const past = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(past, (history) => {
        const middle = history.toSorted((a, b) => a - b)[3];
        return !far(String(middle), history.map(String), 3.5, '0');
      }),
    );
  });
});

describe('a past of two years and more', () => {
  /** Every December is ten times any other month. */
  const seasons = Array.from({ length: 36 }, (_, index) => {
    const month = 12 - (index % 12);
    return { value: String((month === 12 ? 10_000 : 1_000) + (index % 5) * 13), month };
  });
  const terms = { threshold: 3.5, floor: '0' };

  it.each([
    ['a December as high as every December', '10030', 12, false],
    ['a June as high as a December', '10030', 6, true],
    ['a December as low as a June', '1020', 12, true],
    ['an ordinary June', '1020', 6, false],
  ])('calls %s remarkable: %s', (_condition, value, month, expected) => {
    expect(isOutlier(value, seasons, month, terms)).toBe(expected);
  });

  it('knows no seasons with 23 points', () => {
    expect(isOutlier('10030', seasons.slice(0, 23), 12, terms)).toBe(true);
  });

  it('is judged as a whole for a month that it does not hold', () => {
    expect(isOutlier('1020', seasons, 13, terms)).toBe(false);
  });
});

describe(comparable.name, () => {
  const points = ['3', '2', '1'].map((value) => ({ value, month: 1 }));

  it('is everything without a break', () => {
    expect(comparable(points)).toEqual(points);
  });

  it('ends with the point at which the series began anew', () => {
    const broken = [points[0], { ...points[1], isBreak: true }, points[2]];
    expect(comparable(broken).map(({ value }) => value)).toEqual(['3', '2']);
  });
});
