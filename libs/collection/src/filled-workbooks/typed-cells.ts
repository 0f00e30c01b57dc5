import type { GridCell, GridSheet } from '../layouts/layout.js';
import { ReportRefusal, type ReportPlace } from '../profiles/report.js';
import { cellText, codedTable, placeIn, type CodedTable } from '../workbooks/coded-table.js';
import { originalText } from '../workbooks/neutral-text.js';
import type { WorkbookKind } from '../workbooks/workbook-marker.js';

/** What a person left in one place of a workbook of ours. */
export interface TypedCell {
  unit: string;
  cell: string;
  figure: GridCell | null;
  /** Words for a missing figure; empty where none were chosen. */
  kind: string;
  /** Null where the workbook has no place for words, or nothing was written. */
  explanation: string | null;
  at: ReportPlace;
}

/** Characters that hide or reorder others; joiners stay, because Dari, Pashto and Urdu cannot be written without. */
const HIDING =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * The places of a workbook that a person may have filled in, by the hidden codes and not by where they stand.
 *
 * @param unit of a workbook for one unit.
 * @throws ReportRefusal `template-mismatch` when the codes are gone or a second sheet holds figures.
 */
export function typedCells(sheets: readonly GridSheet[], kind: WorkbookKind, unit: string): TypedCell[] {
  const visible = sheets.filter(({ hidden, rows }) => !hidden && rows.length > 0);
  const [sheet, second] = visible;
  if (second)
    throw new ReportRefusal('template-mismatch', `The workbook has a second sheet, "${second.name}".`, {
      sheet: second.name,
    });
  const table = sheet && codedTable(sheet, kind === 'SLOT' ? '#cell' : '#unit');
  if (!table) throw new ReportRefusal('template-mismatch', 'The codes of the rows and columns are gone.');
  return kind === 'SLOT' ? cellsOfUnit(table, unit) : cellsOfCountry(table);
}

function cellsOfUnit(table: CodedTable, unit: string): TypedCell[] {
  const [figures, kinds, explanations] = ['#value', '#kind', '#explanation'].map((code) =>
    table.columns.get(code),
  );
  if (figures === undefined || kinds === undefined || explanations === undefined)
    throw new ReportRefusal('template-mismatch', 'The codes of the columns are gone.');
  return table.rows.map(({ code, row, cells }) => {
    return {
      unit,
      cell: code,
      figure: cells[figures] ?? null,
      kind: cellText(cells[kinds]),
      explanation: words(cells[explanations]),
      at: placeIn(table, row, figures, code),
    };
  });
}

function cellsOfCountry(table: CodedTable): TypedCell[] {
  return table.rows.flatMap(({ code, row, cells }) =>
    [...table.columns].map(([cell, column]) => {
      const at = placeIn(table, row, column, cell);
      return { unit: code, cell, figure: cells[column] ?? null, kind: '', explanation: null, at };
    }),
  );
}

function words(cell: GridCell | null | undefined): string | null {
  const text = originalText(cellText(cell)).normalize('NFC').replace(HIDING, '').trim();
  return text === '' ? null : text;
}
