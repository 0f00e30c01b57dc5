import type { RefusalCode } from './file-refusal.js';

/** The physical formats a report may arrive in; what the columns or members mean is a profile's business. */
export type FileFormat = 'CSV' | 'XLSX' | 'JSON';

/** What is wrong with one cell before anybody asks what the cell means. */
export type GridCellProblem = 'formula-without-value' | 'error-cell' | 'boolean-cell';

/**
 * One filled cell. `text` is what a person typed; `number` is a cell the file itself declares numeric, as a plain
 * decimal string; exactly one of `text`, `number` and `problem` is present.
 */
export interface GridCell {
  text?: string;
  number?: string;
  /** The value is the cached result of a formula, so it was computed by the sender's program. */
  formula?: true;
  problem?: GridCellProblem;
  /** The raw content of a cell that has a problem, for the message only. */
  raw?: string;
}

/** A row that holds at least one filled cell. `row` is 1-based as in the file, `cells` is by 0-based column. */
export interface GridRow {
  row: number;
  cells: (GridCell | null)[];
}

/** One table of a file. A CSV file is one sheet with an empty name. */
export interface GridSheet {
  name: string;
  hidden: boolean;
  rightToLeft: boolean;
  rows: GridRow[];
}

/** A JSON value whose numbers are still the digits the sender wrote, so nothing is lost to binary fractions. */
export type JsonNode =
  | { type: 'null' }
  | { type: 'boolean'; value: boolean }
  | { type: 'number'; text: string }
  | { type: 'string'; text: string }
  | { type: 'array'; items: JsonNode[] }
  | { type: 'object'; members: [name: string, value: JsonNode][] };

/** What a reader makes of a file: tables, or a tree. */
export type Layout = { kind: 'GRID'; sheets: GridSheet[] } | { kind: 'TREE'; root: JsonNode };

/** What a reader has to be told beforehand; the delimiter is never guessed. */
export interface LayoutRequest {
  format: FileFormat;
  /** The field separator of a CSV file, a comma unless told. */
  delimiter?: string;
  /** Every sheet of a workbook is read and checked, and only the rows of this one are handed back. */
  onlySheet?: string;
}

/** Where in a file a refusal was met. Rows and columns are 1-based, offsets count UTF-16 code units. */
export interface RefusalPlace {
  sheet?: string;
  row?: number;
  column?: string;
  pointer?: string;
  offset?: number;
}

/** The outcome of reading a file: its layout, or the one reason why the whole file is refused. */
export type LayoutOutcome =
  { layout: Layout } | { refusal: { code: RefusalCode; message: string; at: RefusalPlace } };
