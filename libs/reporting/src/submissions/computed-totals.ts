import { Decimal } from 'decimal.js';
import type { FormVersion } from '#indicators';
import type { CellContentNow, CellPatch } from './cell-merge.js';

/** Totals that the form adds up from their parts; nobody enters them. */
export function computedCells(form: Pick<FormVersion, 'breakdowns'>): string[] {
  return (form.breakdowns ?? [])
    .filter(({ total }) => total === 'COMPUTED')
    .map(({ indicator }) => indicator);
}

/**
 * The totals of a report as its parts stand. A total with a part that nobody answered yet is blank: a sum of some parts
 * looks like a whole figure and is a wrong one.
 *
 * @param cells what the report holds after the entry, by cell
 */
export function computedTotals(
  form: Pick<FormVersion, 'breakdowns'>,
  cells: ReadonlyMap<string, CellContentNow>,
): CellPatch[] {
  const computed = (form.breakdowns ?? []).filter(({ total }) => total === 'COMPUTED');
  return computed.map(({ indicator, cells: parts }) => {
    const value = sumOf(parts.map((part) => cells.get(part)));
    return {
      cell: indicator,
      baseRev: cells.get(indicator)?.rev ?? 0,
      kind: value === null ? 'MISSING' : 'NUMBER',
      value,
      draftText: null,
      reason: null,
      expectedBy: null,
      explanation: undefined,
    };
  });
}

/** What does not apply adds nothing; whatever else is no number leaves the sum open. */
function sumOf(parts: ReadonlyArray<CellContentNow | undefined>): string | null {
  const counted = parts.filter((part) => part?.kind !== 'NOT_APPLICABLE');
  if (counted.length === 0 || counted.some((part) => part?.kind !== 'NUMBER')) return null;
  const sum = counted.reduce((total, part) => total.plus(part?.value ?? 0), new Decimal(0));
  return sum.toFixed();
}
