import type { AggregateRow } from './aggregate.dto.js';

const COLUMNS = [
  'indicator',
  'indicatorVersion',
  'partner',
  'unit',
  'period',
  'value',
  'numerator',
  'denominator',
  'expected',
  'included',
  'waived',
  'notApplicable',
  'status',
  'obsStatus',
  'flags',
  'reason',
  'breakdown',
] as const;

const NUMBER = /^-?\d+(\.\d+)?$/;
/** A spreadsheet takes a cell that begins like this for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows of an answer as CSV after RFC 4180, every cell quoted, header first. */
export function aggregateCsv(rows: readonly AggregateRow[]): string {
  const lines = rows.map((row) => {
    const { flags, coverage, ...plain } = row;
    const cells: Record<string, unknown> = { ...plain, ...coverage, flags: flags.join(' ') };
    return COLUMNS.map((column) => csvCell(cells[column])).join(',');
  });
  return [COLUMNS.map(csvCell).join(','), ...lines, ''].join('\r\n');
}

/** One quoted cell; text that a spreadsheet would run is preceded by an apostrophe. */
export function csvCell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
