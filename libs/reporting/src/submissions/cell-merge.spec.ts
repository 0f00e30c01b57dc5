import * as fc from 'fast-check';
import { VALUE_KINDS } from '../validation/cell.js';
import { mergeCell, type CellContentNow, type CellPatch } from './cell-merge.js';

const blank: CellContentNow = {
  kind: 'MISSING',
  value: null,
  draftText: null,
  reason: null,
  expectedBy: null,
  explanation: null,
  rev: 0,
};
const number = (value: string, rev: number): CellContentNow => ({ ...blank, kind: 'NUMBER', value, rev });
const patch = (value: string, baseRev: number, more: Partial<CellPatch> = {}): CellPatch => ({
  ...blank,
  cell: 'A',
  kind: 'NUMBER',
  value,
  baseRev,
  explanation: undefined,
  ...more,
});

const patches = fc.record({
  cell: fc.constantFrom('A', 'B', 'C'),
  baseRev: fc.integer({ min: 0, max: 3 }),
  kind: fc.constantFrom(...VALUE_KINDS),
  value: fc.option(fc.integer({ min: 0, max: 3 }).map(String)),
  draftText: fc.option(fc.constant('about 900')),
  reason: fc.option(fc.constant('broken counter')),
  expectedBy: fc.option(fc.constant('2026-12-01')),
  explanation: fc.option(fc.constant('the hall was rebuilt'), { nil: undefined }),
});

/** The report as a map, each patch merged in turn, the way the service stores it. */
function applied(report: ReadonlyMap<string, CellContentNow>, given: CellPatch): Map<string, CellContentNow> {
  const merge = mergeCell(report.get(given.cell), given);
  return merge.outcome === 'APPLIED' ? new Map(report).set(given.cell, merge.next) : new Map(report);
}

const sorted = (report: ReadonlyMap<string, CellContentNow>) => [...report].toSorted();

describe(mergeCell.name, () => {
  it('fills a cell that was never filled', () => {
    expect(mergeCell(undefined, patch('5', 0))).toEqual({ outcome: 'APPLIED', next: number('5', 1) });
  });

  it('replaces what the client saw', () => {
    expect(mergeCell(number('5', 3), patch('6', 3))).toEqual({ outcome: 'APPLIED', next: number('6', 4) });
  });

  it('empties a cell', () => {
    const merge = mergeCell(number('5', 1), patch('5', 1, { kind: 'MISSING', value: null }));
    expect(merge).toEqual({ outcome: 'APPLIED', next: { ...blank, rev: 2 } });
  });

  it('leaves the cell alone when both want the same, whatever the client saw', () => {
    expect(mergeCell(number('5', 3), patch('5', 0))).toEqual({ outcome: 'UNCHANGED', next: number('5', 3) });
  });

  it.each([0, 2, 4])('keeps the cell as it stands when the client saw revision %i of 3', (baseRev) => {
    expect(mergeCell(number('5', 3), patch('6', baseRev))).toEqual({
      outcome: 'CONFLICT',
      next: number('5', 3),
    });
  });

  it('keeps an explanation that the patch does not mention', () => {
    const explained = { ...number('5', 1), explanation: 'the hall was rebuilt' };
    expect(mergeCell(explained, patch('6', 1)).next.explanation).toBe('the hall was rebuilt');
  });

  it('removes an explanation that the patch empties', () => {
    const explained = { ...number('5', 1), explanation: 'the hall was rebuilt' };
    expect(mergeCell(explained, patch('5', 1, { explanation: null }))).toEqual({
      outcome: 'APPLIED',
      next: number('5', 2),
    });
  });

  it('does not tell a blank cell from a cell that was never filled', () => {
    expect(mergeCell(undefined, patch('0', 0, { kind: 'MISSING', value: null })).outcome).toBe('UNCHANGED');
  });

  it('commutes for edits of different cells', () => {
    fc.assert(
      fc.property(fc.array(patches, { maxLength: 4 }), patches, patches, (before, a, b) => {
        fc.pre(a.cell !== b.cell);
        const report = before.reduce(applied, new Map<string, CellContentNow>());
        expect(sorted(applied(applied(report, a), b))).toEqual(sorted(applied(applied(report, b), a)));
      }),
    );
  });

  it('lets at most one of two different edits of one cell win, and keeps what stands', () => {
    fc.assert(
      fc.property(patches, patches, (a, b) => {
        const first = mergeCell(undefined, { ...a, baseRev: 0 });
        const current = first.outcome === 'APPLIED' ? first.next : undefined;
        const second = mergeCell(current, { ...b, baseRev: 0 });
        fc.pre(first.outcome === 'APPLIED' && second.outcome !== 'UNCHANGED');
        expect(second).toEqual({ outcome: 'CONFLICT', next: first.next });
      }),
    );
  });

  it('raises the revision by one exactly when it writes', () => {
    fc.assert(
      fc.property(fc.array(patches, { maxLength: 4 }), patches, (before, given) => {
        const current = before.reduce(applied, new Map<string, CellContentNow>()).get(given.cell);
        const { outcome, next } = mergeCell(current, given);
        expect(next.rev - (current?.rev ?? 0)).toBe(outcome === 'APPLIED' ? 1 : 0);
      }),
    );
  });

  it('does nothing when the same patch comes again', () => {
    fc.assert(
      fc.property(patches, (given) => {
        const { next } = mergeCell(undefined, { ...given, baseRev: 0 });
        expect(mergeCell(next, { ...given, baseRev: 0 })).toEqual({ outcome: 'UNCHANGED', next });
      }),
    );
  });
});
