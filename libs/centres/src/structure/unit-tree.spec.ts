import type { TreeUnit } from './unit-tree.read-model.js';
import { inTreeOrder } from './unit-tree.js';

const unit = (code: string, parent: string | null = null, partner = 'ET'): TreeUnit => ({
  partner,
  code,
  type: 'REGION',
  name: code,
  parent,
});
const outline = (units: TreeUnit[]): string[] =>
  inTreeOrder(units).map(({ code, depth }) => `${depth} ${code}`);

describe(inTreeOrder.name, () => {
  it('puts every unit before its parts, in the order given', () => {
    const units = [unit('A', 'N'), unit('A1', 'A'), unit('A2', 'A'), unit('B', 'N'), unit('N')];
    expect(outline(units)).toEqual(['0 N', '1 A', '2 A1', '2 A2', '1 B']);
  });

  it('keeps units of two countries apart whose codes are the same', () => {
    expect(outline([unit('N'), unit('N', null, 'PK'), unit('A', 'N', 'PK')])).toEqual(['0 N', '0 N', '1 A']);
  });

  it('shows a unit at the top whose larger one is not in the answer', () => {
    expect(outline([unit('A', 'N')])).toEqual(['0 A']);
  });

  it('loses no unit to a circle', () => {
    expect(outline([unit('A', 'B'), unit('B', 'A'), unit('C')])).toEqual(['0 C', '0 A', '0 B']);
  });
});
