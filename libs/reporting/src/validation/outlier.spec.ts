import * as fc from 'fast-check';
import { isOutlier } from './outlier.js';

describe(isOutlier.name, () => {
  const steady = ['100', '102', '98', '101', '99', '103', '100'];

  it.each([
    ['1000', true],
    ['1', true],
    ['104', false],
    ['100', false],
  ])('judges %s against a steady past: %s', (value, expected) => {
    expect(isOutlier(value, steady, 3.5, '0')).toBe(expected);
  });

  it('judges factors, not differences: half is as remarkable as double', () => {
    const past = ['999', '899', '1110', '999', '899', '1110', '999'];
    expect([isOutlier('4999', past, 3.5, '0'), isOutlier('199', past, 3.5, '0')]).toEqual([true, true]);
  });

  it.each([
    ['149', false],
    ['150', true],
  ])('never calls a value within the floor of 50 remarkable: %s', (value, expected) => {
    expect(isOutlier(value, steady, 3.5, '50')).toBe(expected);
  });

  it('uses the mean deviation where more than half of the past is one value', () => {
    const flat = ['100', '100', '100', '100', '100', '100', '130'];
    expect([isOutlier('101', flat, 3.5, '0'), isOutlier('400', flat, 3.5, '0')]).toEqual([false, true]);
  });

  it('calls anything but the one value of the past remarkable', () => {
    const constant = Array.from({ length: 6 }, () => '7');
    expect([isOutlier('7', constant, 3.5, '0'), isOutlier('8', constant, 3.5, '0')]).toEqual([false, true]);
  });

  it('does not depend on the order of the past', () => {
    const past = fc.array(fc.integer({ min: 0, max: 1_000_000 }).map(String), {
      minLength: 6,
      maxLength: 24,
    });
    fc.assert(
      fc.property(past, fc.integer({ min: 0, max: 1_000_000 }), (history, value) => {
        const forwards = isOutlier(String(value), history, 3.5, '0');
        return forwards === isOutlier(String(value), history.toReversed(), 3.5, '0');
      }),
    );
  });

  it('never calls the middle of an odd past remarkable', () => {
    const past = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(past, (history) => {
        const middle = history.toSorted((a, b) => a - b)[3];
        return !isOutlier(String(middle), history.map(String), 3.5, '0');
      }),
    );
  });
});
