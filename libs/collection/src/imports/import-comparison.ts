import type { Cell } from '#reporting';
import type { ReportProblem, ReportRead, ReportRow } from '../profiles/report.js';
import type { ImportRow, RowOutcome } from './import.js';

/** What stands in the reports today, by unit and cell. */
export type CurrentCells = ReadonlyMap<string, ReadonlyMap<string, Cell>>;

/**
 * Sets what a file says beside what stands: new, changed, unchanged, rejected. Row numbers count
 * the values of the file in its order, the rejected ones after them.
 */
export function compare(report: ReportRead, current: CurrentCells): ImportRow[] {
  const values = report.rows.map((row, index) =>
    comparedRow(row, index + 1, current.get(row.unit)?.get(row.cell)),
  );
  const blocked = report.problems.filter((problem) => problem.severity === 'BLOCK');
  const rejected = blocked.map((problem, index) => rejectedRow(problem, values.length + index + 1));
  return [...values, ...rejected];
}

function comparedRow(row: ReportRow, rowNo: number, cell: Cell | undefined): ImportRow {
  const value = row.value ?? null;
  const remarks = row.flags.map((flag) => ({
    code: flag.toLowerCase(),
    severity: 'INFO',
    message: `Taken as ${value ?? row.kind}; the file says “${row.given}”.`,
  }));
  return {
    rowNo,
    unit: row.unit,
    cell: row.cell,
    kind: row.kind,
    value,
    given: row.given,
    at: row.at,
    was: cell ? { kind: cell.kind, value: cell.value, rev: cell.rev } : null,
    outcome: outcomeOf(row, value, cell),
    problems: remarks,
  };
}

function outcomeOf(row: ReportRow, value: string | null, cell: Cell | undefined): RowOutcome {
  if (!cell || cell.kind === 'MISSING') return 'NEW';
  return cell.kind === row.kind && cell.value === value ? 'UNCHANGED' : 'CHANGED';
}

function rejectedRow(problem: ReportProblem, rowNo: number): ImportRow {
  const { code, severity, message, expected, given, at } = problem;
  return {
    rowNo,
    unit: null,
    cell: null,
    kind: null,
    value: null,
    given,
    at,
    was: null,
    outcome: 'REJECTED',
    problems: [{ code, severity, message, expected }],
  };
}
