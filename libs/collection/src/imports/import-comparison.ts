import type { Cell } from '#reporting';
import type { ReportProblem, ReportRow } from '../profiles/report.js';
import type { ImportRow, RowOutcome } from './import.js';

/** What stands in the reports today, by unit and cell. */
export type CurrentCells = ReadonlyMap<string, ReadonlyMap<string, Cell>>;

/** Sets the values of a file beside what stands: new, changed or unchanged, numbered on from `after`. */
export function compareRows(rows: readonly ReportRow[], current: CurrentCells, after = 0): ImportRow[] {
  return rows.map((row, index) => comparedRow(row, after + index + 1, current.get(row.unit)?.get(row.cell)));
}

/** The values that were turned away; they are numbered after all others of the file. */
export function rejectedRows(problems: readonly ReportProblem[], after = 0): ImportRow[] {
  return problems
    .filter(({ severity }) => severity === 'BLOCK')
    .map((problem, index) => rejectedRow(problem, after + index + 1));
}

function comparedRow(row: ReportRow, rowNo: number, cell: Cell | undefined): ImportRow {
  const value = row.value ?? null;
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
    explanation: row.explanation ?? null,
    problems: row.flags.length === 0 ? [] : row.flags.map((flag) => remarkOn(row, flag)),
  };
}

function remarkOn({ value, kind, given }: ReportRow, flag: string): ImportRow['problems'][number] {
  return {
    code: flag.toLowerCase(),
    severity: 'INFO',
    message: `Taken as ${value ?? kind}; the file says “${given}”.`,
  };
}

function outcomeOf(row: ReportRow, value: string | null, cell: Cell | undefined): RowOutcome {
  if (!cell || cell.kind === 'MISSING') return 'NEW';
  const sameWords = row.explanation === undefined || row.explanation === cell.explanation;
  return cell.kind === row.kind && cell.value === value && sameWords ? 'UNCHANGED' : 'CHANGED';
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
    explanation: null,
    problems: [{ code, severity, message, expected }],
  };
}
