import { aggregationFaults } from './aggregation-law.js';
import type { Indicator } from './indicator.js';

const REPORTED = new Set(['V', 'W']);
const base = { id: 'V', code: 'V', version: 1, unit: 'persons', decimals: 0, title: { en: 'Title' } };
const count = {
  ...base,
  kind: 'INPUT',
  type: 'INTEGER',
  space: 'SUM',
  time: 'SUM',
  weight: null,
  optional: false,
  changeFloor: '0',
};
const ratio = { ...base, kind: 'DERIVED', numerator: ['V'], denominator: ['W'] };

function told(change: object, from: object = count): Array<[string, unknown, unknown, unknown]> {
  const faults = aggregationFaults({ ...from, ...change } as unknown as Indicator, REPORTED);
  expect(faults.every(({ code }) => code === 'illegal-aggregation')).toBe(true);
  return faults.map(({ pointer, params }) => [pointer, params?.reason, params?.axis, params?.method]);
}

describe(aggregationFaults.name, () => {
  it.each([
    ['a sum over both axes', {}],
    ['a month-end figure', { time: 'LAST_VALUE' }],
    ['a mean with its weight', { space: 'WEIGHTED_MEAN', time: 'WEIGHTED_MEAN', weight: 'W' }],
    [
      'a percentage with its weight',
      { unit: '%', space: 'WEIGHTED_MEAN', time: 'WEIGHTED_MEAN', weight: 'W' },
    ],
    ['distinct persons on both axes', { space: 'DISTINCT', time: 'DISTINCT' }],
  ])('lets %s be', (_what, change) => {
    expect(told(change)).toEqual([]);
  });

  it.each<[string, object, [string, string, string, string]]>([
    [
      'the last value over units',
      { space: 'LAST_VALUE' },
      ['/space', 'not-along-axis', 'space', 'LAST_VALUE'],
    ],
    [
      'a sum of percentages',
      { unit: '%', time: 'LAST_VALUE' },
      ['/space', 'percentage-added', 'space', 'SUM'],
    ],
    [
      'a mean without a weight',
      { space: 'WEIGHTED_MEAN' },
      ['/weight', 'weight-missing', 'space', 'WEIGHTED_MEAN'],
    ],
    [
      'a mean weighted by itself',
      { time: 'WEIGHTED_MEAN', weight: 'V' },
      ['/weight', 'weight-missing', 'time', 'WEIGHTED_MEAN'],
    ],
    ['distinct persons added over months', { space: 'DISTINCT' }, ['/time', 'distinct-added', 'time', 'SUM']],
    ['distinct persons added over units', { time: 'DISTINCT' }, ['/space', 'distinct-added', 'space', 'SUM']],
  ])('names %s', (_what, change, expected) => {
    expect(told(change)).toEqual([expected]);
  });

  it.each(['MEAN', 'FIRST_VALUE', 'MIN', 'MAX', 'HISTOGRAM', 'LOGICAL', 'NONE', 'RATIO_OF_SUMS'])(
    'refuses %s, which nobody computes',
    (method) => {
      expect(told({ time: method })).toEqual([['/time', 'not-computed', 'time', method]]);
    },
  );

  it('names every part of a ratio that nobody reports', () => {
    const faults = told({ numerator: ['V', 'X'], denominator: ['Y'] }, ratio);
    expect(faults.map(([pointer, reason]) => [pointer, reason])).toEqual([
      ['/numerator/1', 'unknown-part'],
      ['/denominator/0', 'unknown-part'],
    ]);
  });
});
