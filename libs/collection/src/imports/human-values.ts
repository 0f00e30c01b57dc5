import type { CurrentCells } from './import-comparison.js';
import type { ImportRow } from './import.js';

/** Where a value comes from when a person answers for it: typed, uploaded, or taken from a suggestion. */
const BY_PEOPLE = ['FORM', 'UPLOAD', 'SUGGESTION'];

/**
 * Leaves alone what a person entered: a machine that says otherwise is reported with both values and skipped, so
 * that somebody can decide. The rule is one-sided; a person may always overwrite a machine's value.
 */
export function sparingPeople(rows: readonly ImportRow[], current: CurrentCells): ImportRow[] {
  return rows.map((row) => {
    const cell = current.get(row.unit ?? '')?.get(row.cell ?? '');
    if (row.outcome !== 'CHANGED' || !cell || !BY_PEOPLE.includes(cell.source)) return row;
    return { ...row, outcome: 'SKIPPED', problems: [...row.problems, keptBeside(row, cell)] };
  });
}

function keptBeside(
  row: ImportRow,
  cell: { kind: string; value: string | null },
): ImportRow['problems'][number] {
  const kept = cell.value ?? cell.kind;
  const offered = row.value ?? row.kind ?? '';
  return {
    code: 'human-value-kept',
    severity: 'EXPLAIN',
    message: `A person entered ${kept}; the machine says ${offered}. The person's value stays until a person changes it.`,
    expected: kept,
  };
}
