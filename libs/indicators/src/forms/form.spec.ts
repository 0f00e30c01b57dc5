import { cellsOf, disaggregationOf, indicatorOfCell, type FormBreakdown } from './form.js';

const SPLIT: FormBreakdown = {
  indicator: 'S',
  dimensions: ['GROUP'],
  total: 'ENTERED',
  expected: true,
  cells: ['S~A', 'S~B', 'S~C', 'S~D'],
};
const FORM = { core: ['S'], further: ['V'], breakdowns: [SPLIT] };

describe(cellsOf.name, () => {
  it('lists totals before their parts', () => {
    expect(cellsOf(FORM)).toEqual(['S', 'V', 'S~A', 'S~B', 'S~C', 'S~D']);
  });
});

describe(indicatorOfCell.name, () => {
  it.each(['S', 'S~A', 'S~A~F'])('of %s is S', (cell) => {
    expect(indicatorOfCell(cell)).toBe('S');
  });
});

describe(disaggregationOf.name, () => {
  it('counts the parts and not the total', () => {
    const filled = new Set(['S', 'V', 'S~A', 'S~B', 'S~C']);
    expect(disaggregationOf(FORM, (cell) => filled.has(cell))).toEqual({
      expected: 4,
      filled: 3,
      share: '0.7500',
    });
  });

  it('leaves out what is not expected', () => {
    const breakdowns = [SPLIT, { ...SPLIT, indicator: 'V', cells: ['V~A'], expected: false }];
    expect(disaggregationOf({ breakdowns }, () => true)).toEqual({ expected: 4, filled: 4, share: '1.0000' });
  });

  it('has no share where nothing is expected', () => {
    expect(disaggregationOf({}, () => true)).toEqual({ expected: 0, filled: 0, share: null });
  });
});
