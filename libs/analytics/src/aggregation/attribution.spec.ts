import type { Structure, UnitType } from '#centres';
import { attributed } from './attribution.js';
import type { ParentOf, PlacedReport } from './top-most.js';

const report = (unit: string, month: string): PlacedReport => ({
  partner: 'ET',
  unit,
  month,
  periodEnd: `${month}-28`,
  formCode: 'MONTHLY',
  asks: new Set(),
  waived: false,
  synthetic: false,
});
const link = (
  unit: string,
  parent: string,
  validFrom: string | null,
  validUntil: string | null,
): ParentOf => ({
  partner: 'ET',
  unit,
  parent,
  validFrom,
  validUntil,
});
/** Region R splits on 2026-07-01 into R1 and R2 (features 5.6). */
const LINKS = [
  link('C1', 'R', null, '2026-07-01'),
  link('C2', 'R', null, '2026-07-01'),
  link('C1', 'R1', '2026-07-01', null),
  link('C2', 'R2', '2026-07-01', null),
  ...['R', 'R1', 'R2', 'C3'].map((unit) => link(unit, 'N', null, null)),
];
const KINDS = new Map<string, UnitType>([
  ...['R', 'R1', 'R2'].map((code): [string, UnitType] => [`ET ${code}`, 'REGION']),
  ...['C1', 'C2', 'C3'].map((code): [string, UnitType] => [`ET ${code}`, 'CENTRE']),
  ['ET N', 'NETWORK'],
]);
const shown = (units: string[], structure: Structure, month = '2025-06', type: UnitType = 'REGION') =>
  attributed(
    units.map((unit) => report(unit, month)),
    LINKS,
    KINDS,
    { type, structure, today: '2026-11-05' },
  ).map(({ shownAs }) => shownAs);

describe(attributed.name, () => {
  it('shows last year under the region that was there, as reported', () => {
    expect(shown(['C1', 'C2'], { kind: 'asReported' })).toEqual(['R', 'R']);
  });

  it('shows this year under the regions that are there, as reported', () => {
    expect(shown(['C1', 'C2'], { kind: 'asReported' }, '2026-08')).toEqual(['R1', 'R2']);
  });

  it('shows last year under the regions of today in the current structure', () => {
    expect(shown(['C1', 'C2'], { kind: 'current' })).toEqual(['R1', 'R2']);
  });

  it('shows this year under the region of a day before the split', () => {
    expect(shown(['C1', 'C2'], { kind: 'asOf', date: '2026-06-30' }, '2026-08')).toEqual(['R', 'R']);
  });

  it('lets a report of the region itself and one outside of every region stand for themselves', () => {
    expect(shown(['R', 'C3'], { kind: 'current' })).toEqual(['R', 'C3']);
  });

  it('looks beyond the units in between', () => {
    expect(shown(['C1', 'C3'], { kind: 'current' }, '2025-06', 'NETWORK')).toEqual(['N', 'N']);
  });
});
