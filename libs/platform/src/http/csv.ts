const NUMBER = /^-?\d+(\.\d+)?$/;
/** A spreadsheet takes a cell that begins like this for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as CSV after RFC 4180, every cell quoted, header first. */
export function csvTable<Column extends string>(
  columns: readonly Column[],
  rows: ReadonlyArray<Readonly<Partial<Record<Column, unknown>>>>,
): string {
  const lines = rows.map((row) => columns.map((column) => csvCell(row[column])).join(','));
  return [columns.map(csvCell).join(','), ...lines, ''].join('\r\n');
}

/** One quoted cell; text that a spreadsheet would run is preceded by an apostrophe. */
export function csvCell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
