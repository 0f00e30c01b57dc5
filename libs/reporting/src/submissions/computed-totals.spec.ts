import type { CellContentNow } from './cell-merge.js';
import { computedCells, computedTotals } from './computed-totals.js';

const FORM = {
  breakdowns: [
    { indicator: 'S', dimensions: ['G'], total: 'COMPUTED' as const, expected: true, cells: ['S~A', 'S~B'] },
    { indicator: 'V', dimensions: ['G'], total: 'ENTERED' as const, expected: true, cells: ['V~A', 'V~B'] },
  ],
};
const cell = (kind: CellContentNow['kind'], value: string | null = null): CellContentNow => ({
  kind,
  value,
  draftText: null,
  reason: null,
  expectedBy: null,
  explanation: null,
  rev: 3,
});

function totals(a: CellContentNow | undefined, b: CellContentNow | undefined) {
  const cells = new Map([['S', cell('NUMBER', '1')]]);
  if (a) cells.set('S~A', a);
  if (b) cells.set('S~B', b);
  return computedTotals(FORM, cells).map((patch) => [patch.cell, patch.baseRev, patch.kind, patch.value]);
}

describe(computedTotals.name, () => {
  it('adds exactly, over what the cell holds', () => {
    expect(totals(cell('NUMBER', '0.1'), cell('NUMBER', '9007199254740993'))).toEqual([
      ['S', 3, 'NUMBER', '9007199254740993.1'],
    ]);
  });

  it('adds nothing for what does not apply', () => {
    expect(totals(cell('NUMBER', '4'), cell('NOT_APPLICABLE'))).toEqual([['S', 3, 'NUMBER', '4']]);
  });

  it.each([
    ['is not there', undefined],
    ['is blank', cell('MISSING')],
    ['comes later', cell('NOT_AVAILABLE')],
  ])('is blank while a part %s', (_what, part) => {
    expect(totals(cell('NUMBER', '4'), part)).toEqual([['S', 3, 'MISSING', null]]);
  });

  it('is about totals that the form computes', () => {
    expect(computedCells(FORM)).toEqual(['S']);
  });
});
