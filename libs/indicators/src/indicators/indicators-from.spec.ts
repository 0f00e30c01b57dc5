import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#platform';
import { inputsOf, type Indicator } from './indicator.js';
import { IllegalAggregationError, indicatorsFrom } from './indicators-from.js';

type File = Parameters<typeof indicatorsFrom>[0];

const title = { en: 'Title' };
const count = { code: 'V', unit: 'persons', type: 'INTEGER', space: 'SUM', time: 'SUM', title };
const mean = { code: 'W', unit: 'minutes', type: 'DECIMAL', space: 'WEIGHTED_MEAN', time: 'SUM', title };
const ratio = { code: 'R', unit: 'share', decimals: 3, numerator: ['V'], denominator: ['V'], title };

function read(indicators: object[], derived: object[] = []): ReturnType<typeof indicatorsFrom> {
  return indicatorsFrom({ version: 1, indicators, derived } as File);
}

describe(indicatorsFrom.name, () => {
  it('reads the indicators that ship', () => {
    const path = join(projectRoot(), 'config', 'reference', 'indicators.yaml');
    const shipped = indicatorsFrom(parse(readFileSync(path, 'utf8')) as File);
    expect(shipped.filter(({ kind }) => kind === 'INPUT').length).toBeGreaterThan(10);
    expect(shipped.filter(({ kind }) => kind === 'DERIVED').length).toBeGreaterThan(0);
  });

  it('fills in what a definition leaves out', () => {
    expect(read([count])).toEqual([
      { ...count, kind: 'INPUT', version: 1, decimals: 0, weight: null, optional: false, changeFloor: '0' },
    ]);
  });

  it('keeps the floor of a change as decimal text', () => {
    expect(read([{ ...count, changeFloor: 0.5 }])[0]).toMatchObject({ changeFloor: '0.5' });
  });

  it.each<[string, object[], object[]]>([
    ['a mean over units without a weight', [mean], []],
    ['a mean over time without a weight', [{ ...mean, space: 'SUM', time: 'WEIGHTED_MEAN' }], []],
    ['a mean weighted by something nobody reports', [{ ...mean, weight: 'X' }], []],
    ['a percentage that is reported as such', [{ ...count, unit: '%' }], []],
    ['a ratio of an unknown part', [count], [{ ...ratio, numerator: ['V', 'X'] }]],
    ['a ratio to an unknown whole', [count], [{ ...ratio, denominator: ['X'] }]],
    ['a ratio of a ratio', [count], [ratio, { ...ratio, code: 'RR', numerator: ['R'] }]],
  ])('refuses %s', (_condition, indicators, derived) => {
    expect(() => read(indicators, derived)).toThrow(IllegalAggregationError);
  });

  it('names the indicator that is wrong', () => {
    expect(() => read([count, mean])).toThrow('Indicator W: a weighted mean needs a reported weight');
  });
});

describe(inputsOf.name, () => {
  it.each<[string, Partial<Indicator>, string[]]>([
    ['a count', { kind: 'INPUT', code: 'V', weight: null }, ['V']],
    ['a weighted mean', { kind: 'INPUT', code: 'W', weight: 'V' }, ['W', 'V']],
    [
      'a ratio',
      { kind: 'DERIVED', code: 'R', numerator: ['A', 'B'], denominator: ['B', 'C'] },
      ['A', 'B', 'C'],
    ],
  ])('names what %s is computed from, once each', (_condition, indicator, expected) => {
    expect(inputsOf(indicator as Indicator)).toEqual(expected);
  });
});
