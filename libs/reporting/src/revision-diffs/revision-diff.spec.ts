import type { Cell } from '../submissions/submission.js';
import { changedCells } from './revision-diff.js';

function side(cells: Record<string, Partial<Cell>>): Map<string, Cell> {
  return new Map(
    Object.entries(cells).map(([code, cell]) => [code, { kind: 'NUMBER', value: null, ...cell } as Cell]),
  );
}

describe(changedCells.name, () => {
  it('takes one number in two spellings for the same', () => {
    expect(changedCells(side({ A: { value: '10' } }), side({ A: { value: '10.0' } }))).toEqual([]);
  });

  it('subtracts without losing digits', () => {
    const [changed] = changedCells(
      side({ A: { value: '0.1' } }),
      side({ A: { value: '999999999999999.3' } }),
    );
    expect(changed.difference).toBe('999999999999999.2');
  });

  it('takes a blank cell and a missing one for the same', () => {
    expect(changedCells(side({ A: { kind: 'MISSING' } }), side({}))).toEqual([]);
  });

  it('notices zero in place of a blank', () => {
    const [changed] = changedCells(side({}), side({ A: { value: '0' } }));
    expect([changed.old, changed.new, changed.difference]).toEqual([
      null,
      { kind: 'NUMBER', value: '0' },
      null,
    ]);
  });

  it('notices another kind of no value', () => {
    const [changed] = changedCells(
      side({ A: { kind: 'NOT_AVAILABLE' } }),
      side({ A: { kind: 'NOT_APPLICABLE' } }),
    );
    expect([changed.old?.kind, changed.new?.kind]).toEqual(['NOT_AVAILABLE', 'NOT_APPLICABLE']);
  });

  it('goes through the cells in the order of their codes', () => {
    const changed = changedCells(side({ B: { value: '1' } }), side({ C: { value: '1' }, A: { value: '1' } }));
    expect(changed.map(({ cell }) => cell)).toEqual(['A', 'B', 'C']);
  });
});
