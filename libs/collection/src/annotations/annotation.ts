import type { CellPlan } from '../sheets/workbook-plan.js';
import { textCell } from '../workbooks/workbook-cells.js';
import type { WorkbookTexts } from '../workbooks/workbook-language.js';

/** A value of an import about which something has to be said. */
export interface AnnotatedRow {
  rowNo: number;
  unit: string | null;
  cell: string | null;
  given: string | null;
  at: { sheet?: string; row?: number; column?: string; pointer?: string };
  outcome: string;
  problems: Array<{ code: string; severity: string; message: string }>;
}

/** An import as its annotated copy shows it. */
export interface Annotated {
  /** The sender's name of the file. */
  name: string;
  /** Why the whole file was turned away, if it was. */
  problem: { code: string; message: string } | null;
  rows: readonly AnnotatedRow[];
  /** Beyond the rows that are listed. */
  problemsTotal: number;
}

/** Remarks about values that were taken carry codes of their own. */
const ADVICE_OF_REMARK: Readonly<Record<string, string>> = {
  formula: 'formula-in-cell',
  changed_meanwhile: 'changed-meanwhile',
};

/** What to do about a value, in the reader's language, one sentence for each problem. */
export function adviceFor({ problems }: Pick<AnnotatedRow, 'problems'>, { whatToDo }: WorkbookTexts): string {
  const advice = problems.flatMap(({ code, severity }) => {
    const known = whatToDo[ADVICE_OF_REMARK[code] ?? code];
    return known ?? (severity === 'BLOCK' ? whatToDo.other : []);
  });
  return [...new Set(advice)].join('\n');
}

export function isBlocked({ problems }: Pick<AnnotatedRow, 'problems'>): boolean {
  return problems.some(({ severity }) => severity === 'BLOCK');
}

/** The remark that opens at a marked cell: what to do, and the exact words of the import below. */
export function noteFor(row: AnnotatedRow, words: WorkbookTexts): string {
  const messages = row.problems.map(({ message }) => message).join('\n');
  return [adviceFor(row, words), messages].filter(Boolean).join('\n\n');
}

/** What the problem of a whole file calls for. */
export function fileProblemCell({ problem }: Annotated, { whatToDo }: WorkbookTexts): CellPlan | null {
  if (!problem) return null;
  const advice = whatToDo[problem.code];
  return textCell([advice, problem.message].filter(Boolean).join(' '), 'PROBLEM');
}
