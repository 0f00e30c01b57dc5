import type { ProblemCode, ReportPlace, ReportProblem } from './report.js';

/** A file that is wrong throughout is explained well enough by its first thousand faults. */
export const MAX_PROBLEMS = 1_000;
const LONGEST_QUOTE = 100;

/** The faults of a file in the order met; counts all of them and keeps the first thousand. */
export class ReportProblems {
  readonly list: ReportProblem[] = [];
  total = 0;

  /** The cell is not taken. */
  block(code: ProblemCode, at: ReportPlace, given: string, expected: string): void {
    this.add({ code, severity: 'BLOCK', at, given, expected, message: '' });
  }

  /** The cell is taken, with a remark. */
  inform(code: ProblemCode, at: ReportPlace, given: string, expected: string): void {
    this.add({ code, severity: 'INFO', at, given, expected, message: '' });
  }

  private add(problem: ReportProblem): void {
    this.total += 1;
    if (this.list.length >= MAX_PROBLEMS) return;
    const given = problem.given.slice(0, LONGEST_QUOTE);
    this.list.push({ ...problem, given, message: messageOf({ ...problem, given }) });
  }
}

function messageOf({ code, at, given, expected }: ReportProblem): string {
  return `${whereIs(at)}: ${SENTENCES[code]}${given === '' ? '' : `, "${given}"`}; expected ${expected}.`;
}

function whereIs(at: ReportPlace): string {
  if (at.pointer !== undefined) return at.pointer;
  const row = at.row === undefined ? '' : `row ${at.row}`;
  const column = at.column === undefined ? '' : `column ${at.column}`;
  const header = at.header === undefined ? '' : ` (${at.header})`;
  return [at.sheet, row, `${column}${header}`].filter(Boolean).join(', ');
}

const SENTENCES: Readonly<Record<ProblemCode, string>> = {
  'boolean-cell': 'a truth value stands where a number belongs',
  'breakdown-unexpected': 'the value is one part of a breakdown',
  'duplicate-row': 'the same unit and indicator occur a second time',
  'error-cell': 'the cell holds an error',
  'explanation-too-long': 'the explanation is too long',
  'explanation-without-value': 'an explanation stands beside a blank figure',
  'changed-meanwhile': 'the figure was changed elsewhere after the workbook was made and was left alone',
  'formula-in-cell': 'the value was computed by a formula',
  'formula-without-value': 'the formula has never been computed',
  'invalid-kind': 'the kind of the value is not known here, or a value stands beside it',
  'invalid-number': 'this is not a number of the agreed notation',
  'number-out-of-range': 'the number has too many digits',
  'sheet-ignored': 'another visible sheet was not read',
  'unit-missing': 'the values do not say which unit they are about',
  'unknown-indicator': 'no indicator is known by this code',
  'unknown-unit': 'no unit of this partner is known by this code',
};
