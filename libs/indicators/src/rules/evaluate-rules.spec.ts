import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#platform';
import type { CellContent, ValueKind } from './cell.js';
import { evaluateRules as validate } from './evaluate-rules.js';
import { findingId } from './finding.js';
import type { IndicatorFacts, PastPoint, RuleFacts } from './rule-facts.js';
import type { ValidationRule } from './rule.js';

type Values = Record<string, string | ValueKind>;

const base = { code: 'R', version: 1, severity: 'BLOCK' } as const;
const KINDS = new Set<string>(['MISSING', 'INVALID', 'NOT_APPLICABLE', 'NOT_AVAILABLE', 'NOT_COLLECTED']);

function cellsOf(values: Values): Map<string, CellContent> {
  return new Map(
    Object.entries(values).map(([cell, given]) => {
      const kind = (KINDS.has(given) ? given : 'NUMBER') as ValueKind;
      return [cell, { cell, kind, value: kind === 'NUMBER' ? given : null, explanation: null }];
    }),
  );
}

function indicator(code: string, more: Partial<IndicatorFacts> = {}): Record<string, IndicatorFacts> {
  return { [code]: { type: 'INTEGER', changeFloor: '0', ...more } };
}

function pointsOf(values: readonly string[]): PastPoint[] {
  return values.map((value, index) => ({ value, month: 12 - index }));
}

function contextOf(more: Partial<RuleFacts> = {}): RuleFacts {
  return {
    subject: { partner: 'PK', unit: 'CTR-PK-ISB', unitType: 'CENTRE', form: 'MONTHLY' },
    periodStart: '2026-10-01',
    periodDays: 31,
    month: 10,
    openDays: null,
    indicators: {},
    history: {},
    previous: {},
    sumsOfParts: {},
    feeds: {},
    offerings: null,
    attachments: null,
    ...more,
  };
}

function codes(rule: ValidationRule, values: Values, context = contextOf()): string[] {
  return validate([rule], cellsOf(values), context).map((finding) => `${finding.cell} ${finding.code}`);
}

describe('rule COMPARE', () => {
  const rule: ValidationRule = { ...base, kind: 'COMPARE', part: 'A', whole: 'B' };

  it('speaks when the part exceeds the whole', () => {
    expect(validate([rule], cellsOf({ A: '10.000001', B: '10' }), contextOf())).toEqual([
      {
        id: findingId('R', 1, 'A'),
        rule: 'R',
        version: 1,
        cell: 'A',
        severity: 'BLOCK',
        code: 'rule.part-exceeds-whole',
        message: 'A is 10.000001, more than the 10 of B.',
        params: { part: '10.000001', whole: '10', wholeCell: 'B' },
      },
    ]);
  });

  it.each<[string, Values]>([
    ['part and whole are equal', { A: '10', B: '10.00' }],
    ['the part is smaller', { A: '9', B: '10' }],
    ['both are zero', { A: '0', B: '0' }],
    ['the part is missing', { B: '10' }],
    ['the whole is missing', { A: '10' }],
    ['the whole is blank', { A: '10', B: 'MISSING' }],
    ['the whole is not applicable', { A: '10', B: 'NOT_APPLICABLE' }],
    ['the part is no number yet', { A: 'INVALID', B: '1' }],
  ])('is silent when %s', (_condition, values) => {
    expect(codes(rule, values)).toEqual([]);
  });

  it('compares digits that a double cannot tell apart', () => {
    expect(codes(rule, { A: '9007199254740993', B: '9007199254740992' })).toEqual([
      'A rule.part-exceeds-whole',
    ]);
  });
});

describe('rule TYPE', () => {
  const rule: ValidationRule = { ...base, kind: 'TYPE' };
  const context = contextOf({ indicators: { ...indicator('N'), ...indicator('D', { type: 'DECIMAL' }) } });

  it.each<[Values, string]>([
    [{ N: 'INVALID' }, 'N rule.not-a-number'],
    [{ N: '-1' }, 'N rule.negative'],
    [{ D: '-0.1' }, 'D rule.negative'],
    [{ N: '1.5' }, 'N rule.not-whole'],
    [{ N: '0.000001' }, 'N rule.not-whole'],
  ])('speaks about %j', (values, expected) => {
    expect(codes(rule, values, context)).toEqual([expected]);
  });

  it.each<Values>([
    { N: '0' },
    { N: '1.00' },
    { D: '1.5' },
    { X: '1.5' },
    { N: 'MISSING' },
    { N: 'NOT_AVAILABLE' },
  ])('is silent about %j', (values) => {
    expect(codes(rule, values, context)).toEqual([]);
  });
});

describe('rule OPEN_DAYS', () => {
  const rule: ValidationRule = { ...base, kind: 'OPEN_DAYS', cell: 'OPEN_DAYS' };

  it.each([
    ['31', 31, 0],
    ['32', 31, 1],
    ['28.5', 28, 1],
    ['35', 35, 0],
    ['36', 35, 1],
    ['MISSING', 28, 0],
  ])('%s days in a period of %i give %i finding(s)', (days, periodDays, findings) => {
    expect(codes(rule, { OPEN_DAYS: days }, contextOf({ periodDays }))).toHaveLength(findings);
  });

  it('is silent without the cell', () => {
    expect(codes(rule, { OTHER: '99' })).toEqual([]);
  });
});

describe('rule OPEN_DAYS, looking for activity', () => {
  const rule: ValidationRule = { ...base, kind: 'OPEN_DAYS', cell: 'S', whilePositive: 'V' };

  it('speaks when nothing was done although people came', () => {
    expect(codes(rule, { S: '0.00', V: '1' })).toEqual(['S rule.zero-while-active']);
  });

  it.each<[string, Values]>([
    ['something was done', { S: '1', V: '10' }],
    ['nobody came', { S: '0', V: '0' }],
    ['the first side is missing', { V: '10' }],
    ['the second side is missing', { S: '0' }],
    ['the first side is blank', { S: 'MISSING', V: '10' }],
  ])('is silent when %s', (_condition, values) => {
    expect(codes(rule, values)).toEqual([]);
  });
});

describe('rule CHANGE', () => {
  const rule: ValidationRule = { ...base, kind: 'CHANGE', percent: 35 };
  const context = (before: string, changeFloor = '0') =>
    contextOf({
      previous: { V: before },
      indicators: indicator('V', { changeFloor }),
    });

  it.each([
    ['1350', 'exactly +35 %', 0],
    ['1350.000001', 'just above +35 %', 1],
    ['650', 'exactly −35 %', 0],
    ['649.999999', 'just below −35 %', 1],
    ['1000', 'no change', 0],
    ['0', 'a fall to zero', 1],
  ])('%s against 1000 (%s) gives %#', (now, _condition, findings) => {
    expect(codes(rule, { V: now }, context('1000'))).toHaveLength(findings);
  });

  it.each([
    ['299', 'below the floor', 0],
    ['300', 'at the floor', 1],
  ])('from 100 to %s, %s, gives %#', (now, _condition, findings) => {
    expect(codes(rule, { V: now }, context('100', '200'))).toHaveLength(findings);
  });

  it('says the percentage without decimals', () => {
    const [finding] = validate([rule], cellsOf({ V: '2001' }), context('1000'));
    expect(finding.params).toEqual({ percent: '100', before: '1000', now: '2001' });
  });

  it.each<[string, Values, RuleFacts]>([
    ['there was nothing the month before', { V: '9' }, contextOf()],
    ['the month before was zero', { V: '9' }, context('0')],
    ['the value is missing', { V: 'MISSING' }, context('1000')],
  ])('is silent when %s', (_condition, values, given) => {
    expect(codes(rule, values, given)).toEqual([]);
  });
});

describe('rule OUTLIER', () => {
  const rule: ValidationRule = { ...base, kind: 'OUTLIER', threshold: 3.5, minHistory: 6 };
  const past = ['100', '102', '98', '101', '99', '103'];
  const context = (history: string[], changeFloor = '0') =>
    contextOf({
      history: { V: pointsOf(history) },
      indicators: indicator('V', { changeFloor }),
    });

  it('speaks about a value far from six months', () => {
    expect(codes(rule, { V: '500' }, context(past))).toEqual(['V rule.outlier']);
  });

  it.each<[string, Values, RuleFacts]>([
    ['the value is ordinary', { V: '101' }, context(past)],
    ['the past is one month too short', { V: '500' }, context(past.slice(1))],
    ['the distance is below the floor', { V: '500' }, context(past, '1000')],
    ['the value is missing', { V: 'MISSING' }, context(past)],
    ['there is no past', { V: '500' }, contextOf()],
  ])('is silent when %s', (_condition, values, given) => {
    expect(codes(rule, values, given)).toEqual([]);
  });
});

describe('rule DUPLICATE', () => {
  const rule: ValidationRule = { ...base, kind: 'DUPLICATE', minCells: 2 };
  const previous = { A: '1', B: '2.50' };

  it('speaks once when every number equals last month’s', () => {
    expect(codes(rule, { A: '1', B: '2.5' }, contextOf({ previous }))).toEqual(['A rule.copied']);
  });

  it.each<[string, Values]>([
    ['one number differs', { A: '1', B: '2.51' }],
    ['a number is new', { A: '1', B: '2.5', C: '3' }],
    ['there are too few numbers', { A: '1', B: 'MISSING' }],
    ['there are none', {}],
  ])('is silent when %s', (_condition, values) => {
    expect(codes(rule, values, contextOf({ previous }))).toEqual([]);
  });
});

describe('rule HIERARCHY', () => {
  const rule: ValidationRule = { ...base, kind: 'HIERARCHY', tolerance: { percent: 2 } };
  const context = contextOf({ sumsOfParts: { V: '1000' } });

  it.each([
    ['1020', 0],
    ['1020.000001', 1],
    ['980', 0],
    ['979', 1],
    ['1000', 0],
    ['MISSING', 0],
  ])('%s over parts of 1000 gives %i finding(s)', (total, findings) => {
    expect(codes(rule, { V: total }, context)).toHaveLength(findings);
  });

  it('allows nothing but zero over parts of zero', () => {
    const zero = contextOf({ sumsOfParts: { V: '0' } });
    expect([codes(rule, { V: '0' }, zero), codes(rule, { V: '1' }, zero)]).toEqual([
      [],
      ['V rule.differs-from-parts'],
    ]);
  });

  it('is silent when the unit has no complete parts', () => {
    expect(codes(rule, { V: '5' })).toEqual([]);
  });
});

describe(validate.name, () => {
  const file = parse(readFileSync(join(projectRoot(), 'config', 'reference', 'rules.yaml'), 'utf8')) as {
    rules: ValidationRule[];
  };
  const rules = file.rules.map((rule) => ({ ...rule, version: 1 }));

  it('keeps code and severity of the rule that speaks', () => {
    const found = validate(
      rules,
      cellsOf({ SATISFIED_ANSWERS: '2', SURVEY_ANSWERS: '1', OPEN_DAYS: '40' }),
      contextOf(),
    );
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['R-SATISFIED', 'BLOCK'],
      ['R-OPEN-DAYS', 'BLOCK'],
    ]);
  });

  it('finds nothing in an empty report', () => {
    expect(validate(rules, new Map(), contextOf())).toEqual([]);
  });

  it('gives the same findings for the same inputs', () => {
    const cells = cellsOf({ SATISFIED_ANSWERS: '9', SURVEY_ANSWERS: '1', VISITORS: '-3' });
    expect(validate(rules, cells, contextOf())).toEqual(validate(rules, cells, contextOf()));
  });
});
