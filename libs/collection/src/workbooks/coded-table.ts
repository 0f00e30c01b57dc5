import type { GridCell, GridRow, GridSheet } from '../layouts/layout.js';
import { columnLetter } from '../layouts/column-letter.js';

/** A table whose hidden row names its columns and whose first column names its rows. */
export interface CodedTable {
  sheet: string;
  /** 0-based column by its code, without the column of the row codes. */
  columns: ReadonlyMap<string, number>;
  rows: { code: string; row: number; cells: GridRow['cells'] }[];
}

/** The heads of the column of row codes: rows are cells of one unit, or units. */
export type RowCodes = '#cell' | '#unit';

/** Finds the table by its codes, wherever a program has put it; undefined when there is none. */
export function codedTable(sheet: GridSheet, rowCodes: RowCodes): CodedTable | undefined {
  const at = sheet.rows.findIndex(({ cells }) => cellText(cells[0]) === rowCodes);
  const heads = sheet.rows[at];
  if (!heads) return undefined;
  const named = heads.cells.map((cell, column) => [cellText(cell), column] as const).slice(1);
  const rows = sheet.rows.slice(at + 1).map(({ row, cells }) => ({ code: cellText(cells[0]), row, cells }));
  return { sheet: sheet.name, columns: new Map(named.filter(([code]) => code !== '')), rows };
}

/** Text of a cell; empty for a blank one. */
export function cellText(cell: GridCell | null | undefined): string {
  return (cell?.text ?? cell?.number ?? '').trim();
}

/** Where a cell of the table is, as a spreadsheet program shows it. */
export function placeIn(table: CodedTable, row: number, column: number, header: string): object {
  return { sheet: table.sheet, row, column: columnLetter(column), header };
}
