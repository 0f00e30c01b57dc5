import { readRule } from './rule-document.js';

const KNOWN = new Set(['A', 'B', 'T']);
const identity = { code: 'R-X', version: 2 };
const faults = (document: Record<string, unknown>) =>
  readRule(identity, document, KNOWN).faults.map(({ pointer, code }) => `${code} ${pointer}`);
const range = { kind: 'RANGE', severity: 'BLOCK', cell: 'A', max: '1' };

describe(readRule.name, () => {
  it('carries code and version of the version, not of the document', () => {
    expect(readRule(identity, range, KNOWN).rule).toMatchObject({ code: 'R-X', version: 2, kind: 'RANGE' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['a range', range],
    ['a part of a whole', { kind: 'COMPARE', severity: 'BLOCK', part: 'A', whole: 'B' }],
    ['two sides', { kind: 'COMPARE', severity: 'BLOCK', cell: 'A', left: 'A', op: '<=', right: 'B * 2' }],
    [
      'everything that every rule may have',
      {
        ...range,
        stages: ['SAVE', 'SUBMIT'],
        scope: { forms: ['MONTHLY'], partners: ['PK'], units: ['CTR-PK-ISB'], unitTypes: ['CENTRE'] },
        when: 'B > 0',
        message: { en: 'Too long.', az: 'Çox uzun.' },
        validFrom: '2026-01-01',
        validTo: '2027-01-01',
        owner: 'HQ desk',
      },
    ],
  ])('accepts %s', (_condition, document) => {
    expect(faults(document)).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['no kind', { severity: 'BLOCK' }, ['validation-failed /kind']],
    ['an inherited name as kind', { ...range, kind: 'constructor' }, ['validation-failed /kind']],
    ['a severity of its own', { ...range, severity: 'FATAL' }, ['validation-failed /severity']],
    ['a member of another kind', { ...range, percent: 3 }, ['unknown-member /percent']],
    ['an unknown cell', { ...range, cell: 'X' }, ['unknown-kpi /cell']],
    ['no bound', { ...range, max: undefined }, ['validation-failed /min']],
    ['a bound in words', { ...range, max: 'many' }, ['validation-failed /max']],
    ['a bound that no cell can hold', { ...range, max: '1e400' }, ['validation-failed /max']],
    ['a condition that is a number', { ...range, when: 'A + 1' }, ['expression-invalid /when']],
    ['a condition about an unknown cell', { ...range, when: 'X > 1' }, ['expression-invalid /when']],
    ['no stage', { ...range, stages: [] }, ['validation-failed /stages']],
    ['an unknown stage', { ...range, stages: ['LATER'] }, ['validation-failed /stages']],
    ['an unknown scope', { ...range, scope: { tags: ['x'] } }, ['unknown-member /scope/tags']],
    ['an empty scope', { ...range, scope: { units: [] } }, ['validation-failed /scope/units']],
    ['words without English', { ...range, message: { az: 'Çox uzun.' } }, ['validation-failed /message/en']],
    ['words that break lines', { ...range, message: { en: 'One\nline' } }, ['validation-failed /message/en']],
    [
      'an end before the beginning',
      { ...range, validFrom: '2026-02-01', validTo: '2026-01-01' },
      ['validation-failed /validTo'],
    ],
    [
      'a pair of one',
      { kind: 'PAIR', severity: 'BLOCK', cells: ['A', 'A'], mode: 'EXCLUSIVE' },
      ['validation-failed /cells'],
    ],
    [
      'three that are a pair',
      { kind: 'PAIR', severity: 'BLOCK', cells: ['A', 'B', 'T'], mode: 'EXCLUSIVE' },
      ['validation-failed /cells'],
    ],
    [
      'rounded values as a fault',
      { kind: 'DIGIT', severity: 'EXPLAIN', percent: 60, minCount: 30 },
      ['validation-failed /severity'],
    ],
    [
      'rounded values of a few',
      { kind: 'DIGIT', severity: 'INFO', percent: 60, minCount: 29 },
      ['validation-failed /minCount'],
    ],
    [
      'an outlier of five months',
      { kind: 'OUTLIER', severity: 'INFO', threshold: 3.5, minHistory: 5 },
      ['validation-failed /minHistory'],
    ],
    ['a change of nothing', { kind: 'CHANGE', severity: 'INFO', percent: 0 }, ['validation-failed /percent']],
    [
      'both forms of a comparison',
      { kind: 'COMPARE', severity: 'BLOCK', part: 'A', whole: 'B', left: 'A' },
      ['unknown-member /left'],
    ],
    [
      'sides of the wrong type',
      { kind: 'COMPARE', severity: 'BLOCK', cell: 'A', left: 'A > 1', op: '=', right: 'C' },
      ['expression-invalid /left', 'validation-failed /op', 'expression-invalid /right'],
    ],
    [
      'a tolerance below zero',
      { kind: 'HIERARCHY', severity: 'INFO', tolerance: { percent: -1 } },
      ['validation-failed /tolerance/percent'],
    ],
  ])('refuses %s', (_condition, document, expected) => {
    expect(faults(document)).toEqual(expected);
  });

  it('says where in an expression the fault lies', () => {
    const [fault] = readRule(identity, { ...range, when: 'A > 1 &&\n B > X' }, KNOWN).faults;
    expect(fault).toMatchObject({
      pointer: '/when',
      code: 'expression-invalid',
      message: 'Line 2, column 6: No form has a cell X.',
      params: { line: 2, column: 6, offset: 14, reason: 'unknown-cell' },
    });
  });
});
