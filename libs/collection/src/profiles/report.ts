import type { RefusalCode } from '../layouts/file-refusal.js';
import type { MarkedKind, PeriodSchemeCode } from './source-profile.js';

/** Where a value or a problem is in the file, in the words of whoever has to find it there. */
export interface ReportPlace {
  sheet?: string;
  /** 1-based, as a spreadsheet shows it. */
  row?: number;
  /** The column's letter. */
  column?: string;
  /** The code that heads the column, or the row where the columns are units. */
  header?: string;
  /** The JSON pointer (RFC 6901). */
  pointer?: string;
}

/** A reporting month in its own calendar; `id` is `<SCHEME>:<year>-<month>`. */
export interface ReportPeriod {
  id: string;
  scheme: PeriodSchemeCode;
  year: number;
  month: number;
}

export type RowFlag = 'FORMULA' | 'CONVERTED' | 'ROUNDED' | 'CHANGED_MEANWHILE';

/** One value of a report. A NUMBER has a plain decimal string; a blank cell gives no row at all. */
export interface ReportRow {
  unit: string;
  cell: string;
  kind: 'NUMBER' | MarkedKind;
  value?: string;
  at: ReportPlace;
  /** What stood in the file, for provenance. */
  given: string;
  flags: RowFlag[];
  /** Why the value looks as it does; absent: the file has no place for it. */
  explanation?: string;
}

export type ProblemCode =
  | 'boolean-cell'
  | 'breakdown-unexpected'
  | 'duplicate-row'
  | 'error-cell'
  | 'explanation-too-long'
  | 'explanation-without-value'
  | 'changed-meanwhile'
  | 'formula-in-cell'
  | 'formula-without-value'
  | 'invalid-kind'
  | 'invalid-number'
  | 'number-out-of-range'
  | 'sheet-ignored'
  | 'unit-missing'
  | 'unknown-indicator'
  | 'unknown-unit';

/** Something about one cell: BLOCK means that the cell has no row, INFO that it has one and was taken with a remark. */
export interface ReportProblem {
  code: ProblemCode;
  severity: 'BLOCK' | 'INFO';
  at: ReportPlace;
  given: string;
  expected: string;
  message: string;
}

export type FileProblemCode =
  | RefusalCode
  | 'country-mismatch'
  | 'header-duplicate'
  | 'header-missing'
  | 'header-unknown'
  | 'invalid-period'
  | 'no-rows'
  | 'period-mismatch'
  | 'periods-mixed'
  | 'template-not-recognised'
  | 'template-outdated';

/** The one reason why a whole file is turned away. */
export interface FileProblem {
  code: FileProblemCode;
  message: string;
  at: ReportPlace;
  /** The headings or members that are too many or too few, at most twenty. */
  names?: readonly string[];
}

/** What a file says. With a `fileProblem` nothing of it is taken: rows and problems are empty. */
export interface ReportRead {
  partner: string;
  period?: ReportPeriod;
  rows: ReportRow[];
  /** At most 1 000 of them, in the order of the file. */
  problems: ReportProblem[];
  problemsTotal: number;
  fileProblem?: FileProblem;
}

/** Thrown inside this folder when the meaning of a file, not its format, refuses it. */
export class ReportRefusal extends Error {
  constructor(
    readonly code: FileProblemCode,
    message: string,
    readonly at: ReportPlace = {},
    readonly names: readonly string[] = [],
  ) {
    super(message);
    this.name = ReportRefusal.name;
  }
}
