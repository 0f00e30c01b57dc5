import { describe, expect, it } from '@jest/globals';
import type { Cell } from '#reporting';
import type { ImportRow } from './import.js';
import { sparingPeople } from './human-values.js';

function row(outcome: ImportRow['outcome'], value = '12'): ImportRow {
  return {
    rowNo: 1,
    unit: 'U1',
    cell: 'VISITORS',
    kind: 'NUMBER',
    value,
    given: value,
    at: {},
    was: { kind: 'NUMBER', value: '10', rev: 1 },
    outcome,
    explanation: null,
    problems: [],
  };
}

function standing(source: Cell['source']) {
  const cell = { kind: 'NUMBER', value: '10', rev: 1, source } as Cell;
  return new Map([['U1', new Map([['VISITORS', cell]])]]);
}

describe(sparingPeople.name, () => {
  it.each(['FORM', 'UPLOAD', 'SUGGESTION'] as const)('skips a changed value over one from %s', (source) => {
    const [spared] = sparingPeople([row('CHANGED')], standing(source));
    expect(spared.outcome).toBe('SKIPPED');
  });

  it('names both values', () => {
    const [spared] = sparingPeople([row('CHANGED')], standing('FORM'));
    expect(spared.problems).toEqual([
      {
        code: 'human-value-kept',
        severity: 'EXPLAIN',
        message: expect.stringMatching(/entered 10; the machine says 12/),
        expected: '10',
      },
    ]);
  });

  it.each(['FEED', 'PULL'] as const)('lets a machine correct a value from %s', (source) => {
    expect(sparingPeople([row('CHANGED')], standing(source))[0].outcome).toBe('CHANGED');
  });

  it('has nothing to say about a value that agrees', () => {
    expect(sparingPeople([row('UNCHANGED', '10')], standing('FORM'))[0].outcome).toBe('UNCHANGED');
  });
});
