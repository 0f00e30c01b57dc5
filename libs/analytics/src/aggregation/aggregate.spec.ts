import * as fc from 'fast-check';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Indicator, InputIndicator } from '#indicators';
import { projectRoot } from '#platform';
import { aggregate, type AggregateQuestion } from './aggregate.js';
import type { Aggregate, Dimension, ExpectedReport, Figure, FigureKind } from './figures.js';

const file = parse(readFileSync(join(projectRoot(), 'config/reference/indicators.yaml'), 'utf8')) as {
  indicators: Array<Partial<InputIndicator> & { code: string }>;
  derived: Array<Partial<Indicator> & { code: string }>;
};
const INPUTS = new Map(
  file.indicators.map((source) => [
    source.code,
    { id: source.code, version: 1, decimals: 0, weight: null, ...source, kind: 'INPUT' } as InputIndicator,
  ]),
);
const DERIVED = new Map(
  file.derived.map((source) => [
    source.code,
    { id: source.code, version: 1, ...source, kind: 'DERIVED' } as Indicator,
  ]),
);
const ASKS = new Set(INPUTS.keys());
const indicator = (code: string): Indicator => (INPUTS.get(code) ?? DERIVED.get(code)) as Indicator;

const report = (unit: string, month = '2026-01', waived = false): ExpectedReport => ({
  partner: unit.slice(0, 2),
  unit,
  month,
  formCode: 'MONTHLY',
  asks: ASKS,
  waived,
  synthetic: false,
});
const figure = (unit: string, code: string, value: string | FigureKind, month = '2026-01'): Figure => {
  const isKind = /^[A-Z]/.test(value);
  return {
    partner: unit.slice(0, 2),
    unit,
    month,
    indicator: code,
    kind: isKind ? (value as FigureKind) : 'NUMBER',
    value: isKind ? null : value,
    synthetic: false,
    standing: 'ACCEPTED',
  };
};
const ask = (code: string, given: Partial<AggregateQuestion> = {}): AggregateQuestion => ({
  indicators: [indicator(code)],
  inputs: INPUTS,
  groupBy: ['partner'],
  months: ['2026-01'],
  minCoverage: null,
  ...given,
});

const Q1 = ['2026-01', '2026-02', '2026-03'];

describe(aggregate.name, () => {
  const one = (question: AggregateQuestion, reports: ExpectedReport[], figures: Figure[]): Aggregate => {
    const [row, ...more] = aggregate(question, reports, figures);
    expect(more).toEqual([]);
    return row;
  };

  describe('a ratio', () => {
    it('divides the sums and never averages ratios (vector 5.1)', () => {
      const figures = [
        figure('PK-A', 'SATISFIED_ANSWERS', '90'),
        figure('PK-A', 'SURVEY_ANSWERS', '100'),
        figure('PK-B', 'SATISFIED_ANSWERS', '10'),
        figure('PK-B', 'SURVEY_ANSWERS', '50'),
      ];
      const row = one(ask('SATISFACTION'), [report('PK-A'), report('PK-B')], figures);
      expect([row.value, row.numerator, row.denominator]).toEqual(['0.6667', '100', '150']);
    });

    it('leaves out a report that lacks one of the parts, in numerator and denominator alike', () => {
      const figures = [
        figure('PK-A', 'SATISFIED_ANSWERS', '90'),
        figure('PK-A', 'SURVEY_ANSWERS', '100'),
        figure('PK-B', 'SURVEY_ANSWERS', '50'),
      ];
      const row = one(ask('SATISFACTION'), [report('PK-A'), report('PK-B')], figures);
      expect([row.value, row.denominator, row.status]).toEqual(['0.9000', '100', 'INCOMPLETE']);
      expect(row.flags).toEqual(['excluded=1']);
    });

    it('counts a part that stands above and below once on each side', () => {
      const figures = [figure('PK-A', 'ONLINE_SERVICES', '25'), figure('PK-A', 'SERVICES_RENDERED', '75')];
      expect(one(ask('ONLINE_SHARE'), [report('PK-A')], figures).value).toBe('0.2500');
    });

    it('has no value over nothing, and says so', () => {
      const figures = [figure('PK-A', 'SATISFIED_ANSWERS', '0'), figure('PK-A', 'SURVEY_ANSWERS', '0')];
      const row = one(ask('SATISFACTION'), [report('PK-A')], figures);
      expect([row.value, row.reason, row.denominator, row.status]).toEqual([
        null,
        'zero-denominator',
        '0',
        'FINAL',
      ]);
    });

    it('uses the method of each part over time', () => {
      const reports = Q1.map((month) => report('PK-A', month));
      const figures = Q1.flatMap((month, index) => [
        figure('PK-A', 'SERVICES_RENDERED', '100', month),
        figure('PK-A', 'STAFF_MONTH_END', String(10 + index), month),
      ]);
      const row = one(ask('SERVICES_PER_STAFF', { months: Q1 }), reports, figures);
      expect([row.numerator, row.denominator, row.value]).toEqual(['300', '12', '25.00']);
    });
  });

  describe('a weighted mean', () => {
    it('weighs by the number of persons (vector 5.1)', () => {
      const figures = [
        figure('PK-A', 'WAIT_MINUTES_MEAN', '10'),
        figure('PK-A', 'VISITORS', '900'),
        figure('PK-B', 'WAIT_MINUTES_MEAN', '30'),
        figure('PK-B', 'VISITORS', '100'),
      ];
      expect(one(ask('WAIT_MINUTES_MEAN'), [report('PK-A'), report('PK-B')], figures).value).toBe('12.0');
    });

    it('excludes and counts a report without the weight', () => {
      const figures = [
        figure('PK-A', 'WAIT_MINUTES_MEAN', '10'),
        figure('PK-A', 'VISITORS', '900'),
        figure('PK-B', 'WAIT_MINUTES_MEAN', '30'),
      ];
      const row = one(ask('WAIT_MINUTES_MEAN'), [report('PK-A'), report('PK-B')], figures);
      expect([row.value, row.coverage.included, row.flags]).toEqual(['10.0', 1, ['excluded=1']]);
    });

    it.each([
      ['12.25', '12.2'],
      ['12.35', '12.4'],
    ])('rounds %s half to even, to %s', (mean, written) => {
      const figures = [figure('PK-A', 'WAIT_MINUTES_MEAN', mean), figure('PK-A', 'VISITORS', '7')];
      expect(one(ask('WAIT_MINUTES_MEAN'), [report('PK-A')], figures).value).toBe(written);
    });
  });

  describe('a month-end figure over time', () => {
    const reports = Q1.map((month) => report('PK-A', month));
    const january = figure('PK-A', 'STAFF_MONTH_END', '40', '2026-01');
    const february = figure('PK-A', 'STAFF_MONTH_END', '44', '2026-02');

    it('is the last one, flagged when it is one period old (vector 5.1)', () => {
      const row = one(ask('STAFF_MONTH_END', { months: Q1 }), reports, [january, february]);
      expect([row.value, row.flags, row.status]).toEqual(['44', ['stale=1'], 'INCOMPLETE']);
    });

    it('is not taken from two periods ago', () => {
      const row = one(ask('STAFF_MONTH_END', { months: Q1 }), reports, [january]);
      expect([row.value, row.reason, row.flags]).toEqual([null, 'too-old', []]);
    });

    it('is not looked for outside the window', () => {
      const question = ask('STAFF_MONTH_END', { months: ['2026-03'] });
      expect(one(question, [reports[2]], []).reason).toBe('no-data');
    });

    it('is added over units first', () => {
      const both = [...reports, ...Q1.map((month) => report('PK-B', month))];
      const other = figure('PK-B', 'STAFF_MONTH_END', '6', '2026-02');
      expect(one(ask('STAFF_MONTH_END', { months: Q1 }), both, [january, february, other]).value).toBe('50');
    });

    it('ends at the last month that is expected yet', () => {
      const question = ask('STAFF_MONTH_END', { months: [...Q1, '2026-04', '2026-05', '2026-06'] });
      expect(one(question, reports, [january, february]).value).toBe('44');
    });
  });

  describe('a count of distinct persons', () => {
    const figures = [figure('PK-A', 'UNIQUE_CITIZENS', '500'), figure('PK-B', 'UNIQUE_CITIZENS', '400')];

    it('is not added over units (vector 5.1)', () => {
      const row = one(ask('UNIQUE_CITIZENS'), [report('PK-A'), report('PK-B')], figures);
      expect([row.value, row.reason]).toEqual([null, 'not-aggregable']);
    });

    it('is not added over months', () => {
      const reports = [report('PK-A'), report('PK-A', '2026-02')];
      const row = one(ask('UNIQUE_CITIZENS', { months: Q1 }), reports, figures.slice(0, 1));
      expect(row.reason).toBe('not-aggregable');
    });

    it('is given as reported for one unit and month', () => {
      expect(one(ask('UNIQUE_CITIZENS'), [report('PK-A')], figures).value).toBe('500');
    });
  });

  describe('kinds of value', () => {
    const units = ['PK-A', 'PK-B', 'PK-C', 'PK-D', 'PK-E', 'PK-F'];
    const sixth = [
      ...units.slice(0, 4).map((unit) => figure(unit, 'VISITORS', '10')),
      figure('PK-E', 'VISITORS', 'NOT_APPLICABLE'),
    ];
    const reports = units.map((unit) => report(unit));

    it('take what does not apply from the expected and leave the missing in (vector 5.2)', () => {
      const row = one(ask('VISITORS'), reports, sixth);
      expect(row).toMatchObject({
        value: '40',
        coverage: { expected: 5, included: 4, waived: 0, notApplicable: 1 },
        status: 'INCOMPLETE',
      });
    });

    it('give no value below the coverage that is asked for (vector 5.2)', () => {
      const row = one(ask('VISITORS', { minCoverage: '0.9' }), reports, sixth);
      expect([row.value, row.reason]).toEqual([null, 'coverage-too-low']);
    });

    it('give the value at exactly the coverage that is asked for', () => {
      expect(one(ask('VISITORS', { minCoverage: '0.8' }), reports, sixth).value).toBe('40');
    });

    it.each(['NOT_AVAILABLE', 'NOT_COLLECTED'] as const)('lower coverage with %s', (kind) => {
      const figures = [figure('PK-A', 'VISITORS', '10'), figure('PK-B', 'VISITORS', kind)];
      const row = one(ask('VISITORS'), [report('PK-A'), report('PK-B')], figures);
      expect([row.coverage.expected, row.coverage.included, row.value]).toEqual([2, 1, '10']);
    });

    it('keep zero apart from nothing', () => {
      const zero = one(ask('VISITORS'), [report('PK-A')], [figure('PK-A', 'VISITORS', '0')]);
      const nothing = one(ask('VISITORS'), [report('PK-A')], []);
      expect([zero.value, zero.reason, zero.status]).toEqual(['0', null, 'FINAL']);
      expect([nothing.value, nothing.reason, nothing.obsStatus]).toEqual([null, 'no-data', 'O']);
    });

    it('list waived reports beside the expected ones', () => {
      const row = one(
        ask('VISITORS'),
        [report('PK-A'), report('PK-B', '2026-01', true)],
        [figure('PK-A', 'VISITORS', '10')],
      );
      expect([row.coverage, row.status]).toEqual([
        { expected: 1, included: 1, waived: 1, notApplicable: 0 },
        'FINAL',
      ]);
    });

    it('withhold the sum when fewer than three others remain beside a suppressed figure', () => {
      const figures = [
        figure('PK-A', 'VISITORS', '10'),
        figure('PK-B', 'VISITORS', '20'),
        figure('PK-C', 'VISITORS', 'SUPPRESSED'),
      ];
      const row = one(ask('VISITORS'), reports.slice(0, 3), figures);
      expect(row).toMatchObject({ value: null, reason: 'suppressed', obsStatus: 'Q' });
      expect(row.coverage.included).toBe(3);
    });

    it('give the sum of three others beside a suppressed figure, flagged', () => {
      const figures = [
        ...['PK-A', 'PK-B', 'PK-C'].map((unit) => figure(unit, 'VISITORS', '10')),
        figure('PK-D', 'VISITORS', 'SUPPRESSED'),
      ];
      const row = one(ask('VISITORS'), reports.slice(0, 4), figures);
      expect([row.value, row.flags, row.status]).toEqual(['30', ['suppressed-parts=1'], 'FINAL']);
    });

    it('withhold a sum over months when one month would give a figure away', () => {
      const months = ['2026-01', '2026-02'];
      const figures = [figure('PK-A', 'VISITORS', '10'), figure('PK-A', 'VISITORS', 'SUPPRESSED', '2026-02')];
      const row = one(
        ask('VISITORS', { months }),
        months.map((month) => report('PK-A', month)),
        figures,
      );
      expect(row.reason).toBe('suppressed');
    });

    it('do not expect what the form does not ask for', () => {
      const other = { ...report('PK-B'), asks: new Set(['OPEN_DAYS']) };
      const row = one(ask('VISITORS'), [report('PK-A'), other], [figure('PK-A', 'VISITORS', '10')]);
      expect([row.coverage.expected, row.status]).toEqual([1, 'FINAL']);
    });
  });

  it('is provisional or estimated as soon as one part is', () => {
    const figures = [
      figure('PK-A', 'VISITORS', '1'),
      { ...figure('PK-B', 'VISITORS', '1'), standing: 'ESTIMATED' as const },
    ];
    const row = one(ask('VISITORS'), [report('PK-A'), report('PK-B')], figures);
    expect([row.status, row.obsStatus]).toEqual(['ESTIMATED', 'E']);
  });

  it('marks what invented data took part in', () => {
    const row = one(ask('VISITORS'), [{ ...report('PK-A'), synthetic: true }], []);
    expect(row.flags).toEqual(['SYNTHETIC']);
  });

  it('adds exactly where doubles do not', () => {
    const figures = [figure('PK-A', 'VISITORS', '0.1'), figure('PK-B', 'VISITORS', '9007199254740993')];
    const question = ask('VISITORS', { indicators: [{ ...indicator('VISITORS'), decimals: 1 }] });
    expect(one(question, [report('PK-A'), report('PK-B')], figures).value).toBe('9007199254740993.1');
  });

  describe('for any reports', () => {
    const cell = fc.record({
      unit: fc.constantFrom('PK-A', 'PK-B', 'PK-C', 'ET-A', 'ET-B', 'UZ-A'),
      month: fc.constantFrom(...Q1),
      whole: fc.nat({ max: 1_000_000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const network = fc.uniqueArray(cell, { selector: ({ unit, month }) => `${unit} ${month}`, minLength: 1 });
    type Cells = Array<{ unit: string; month: string; whole: number; share: number }>;
    const reportsOf = (cells: Cells) => cells.map(({ unit, month }) => report(unit, month));
    const figuresOf = (cells: Cells) =>
      cells.flatMap(({ unit, month, whole, share }) => [
        figure(unit, 'SURVEY_ANSWERS', String(whole), month),
        figure(unit, 'SATISFIED_ANSWERS', String(Math.floor(whole * share)), month),
      ]);
    const sum = (code: string, cells: Cells, groupBy: Dimension[]): number =>
      aggregate(ask(code, { groupBy, months: Q1 }), reportsOf(cells), figuresOf(cells))
        .map(({ value }) => Number(value))
        .reduce((a, b) => a + b, 0);

    it('the sum over units is the sum over partners and over everything', () => {
      fc.assert(
        fc.property(network, (cells) => {
          const total = sum('SURVEY_ANSWERS', cells, []);
          expect(sum('SURVEY_ANSWERS', cells, ['unit'])).toBe(total);
          expect(sum('SURVEY_ANSWERS', cells, ['partner'])).toBe(total);
          expect(sum('SURVEY_ANSWERS', cells, ['unit', 'period'])).toBe(total);
          expect(total).toBe(cells.reduce((all, { whole }) => all + whole, 0));
        }),
      );
    });

    it('the order of reports and figures does not matter', () => {
      fc.assert(
        fc.property(network, fc.infiniteStream(fc.nat()), (cells, keys) => {
          const shuffled = <T>(items: T[]): T[] =>
            items
              .map((item) => ({ item, key: keys.next().value as number }))
              .toSorted((a, b) => a.key - b.key)
              .map(({ item }) => item);
          const codes = ['SURVEY_ANSWERS', 'SATISFACTION', 'STAFF_MONTH_END'].map(indicator);
          const question = ask('VISITORS', { indicators: codes, months: Q1, groupBy: ['partner', 'period'] });
          const straight = aggregate(question, reportsOf(cells), figuresOf(cells));
          expect(aggregate(question, shuffled(reportsOf(cells)), shuffled(figuresOf(cells)))).toEqual(
            straight,
          );
        }),
      );
    });

    it('a share lies between 0 and 1 when no part exceeds its whole', () => {
      fc.assert(
        fc.property(network, (cells) => {
          const question = ask('SATISFACTION', { months: Q1, groupBy: ['partner'] });
          const values = aggregate(question, reportsOf(cells), figuresOf(cells)).map(({ value }) => value);
          for (const value of values.filter((text) => text !== null)) {
            expect(Number(value)).toBeGreaterThanOrEqual(0);
            expect(Number(value)).toBeLessThanOrEqual(1);
          }
        }),
      );
    });
  });
});
