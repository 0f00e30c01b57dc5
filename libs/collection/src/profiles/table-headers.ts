import { columnLetter } from '../layouts/column-letter.js';
import type { GridCell, GridRow, GridSheet } from '../layouts/layout.js';
import type { ReportEntries } from './report-entry.js';
import { ReportRefusal } from './report.js';
import type { ReportPlace } from './report.js';
import type { SourceProfile } from './source-profile.js';

/** A code that heads a column or a row, and where it stands. */
export interface Header {
  code: string;
  at: ReportPlace;
}

/** The text of a heading without the invisible additions that spreadsheets make. */
export function headingText(cell: GridCell | null | undefined): string {
  const text = cell?.text ?? cell?.number ?? '';
  return text.normalize('NFC').replaceAll('\u00a0', ' ').replaceAll('\ufeff', '').trim();
}

/** The place of a cell as a spreadsheet names it; a CSV file has no sheet name. */
export function placeOf(sheet: GridSheet, row: number, column: number, header?: string): ReportPlace {
  const place: ReportPlace = sheet.name === '' ? {} : { sheet: sheet.name };
  place.row = row;
  place.column = columnLetter(column);
  if (header) place.header = header;
  return place;
}

/**
 * The sheet that a profile reads: the named one, or the first visible one. Other visible sheets with content are put
 * on record, because a sender may believe that they were read.
 */
export function chooseSheet(
  sheets: readonly GridSheet[],
  profile: SourceProfile,
  entries: ReportEntries,
): GridSheet {
  const wanted = profile.table.sheet;
  const visible = sheets.filter(({ hidden }) => !hidden);
  const sheet = wanted === undefined ? visible[0] : sheets.find(({ name }) => name === wanted);
  if (!sheet)
    throw unrecognised(
      wanted === undefined ? 'The workbook has no visible sheet.' : `There is no sheet "${wanted}".`,
    );
  for (const other of visible) {
    if (other !== sheet && other.rows.length > 0 && wanted === undefined)
      entries.ignoredSheets.push(other.name);
  }
  return sheet;
}

/** The row that holds the codes; without it the file has another layout altogether. */
export function codeRowOf(sheet: GridSheet, profile: SourceProfile): GridRow {
  const row = sheet.rows.find((candidate) => candidate.row === profile.table.codeRow);
  if (!row) throw unrecognised(`Row ${profile.table.codeRow} should hold the codes and is empty.`);
  return row;
}

/** Refuses a file in which a heading occurs twice: either of the two could be the right one. */
export function assertNoDuplicates(headers: readonly Header[]): void {
  const seen = new Set<string>();
  for (const { code, at } of headers) {
    if (seen.has(code))
      throw new ReportRefusal('header-duplicate', `The heading "${code}" occurs twice.`, at);
    seen.add(code);
  }
}

/** Refuses headings that nobody has given a meaning, with the whole list of them. */
export function assertAllKnown(headers: readonly Header[], isKnown: (code: string) => boolean): void {
  const unknown = headers.filter(({ code }) => !isKnown(code));
  if (unknown.length === 0) return;
  const list = unknown.map(({ code }) => `"${code.slice(0, 60)}"`).slice(0, 20);
  const names = unknown.slice(0, 20).map(({ code }) => code.slice(0, 60));
  throw new ReportRefusal('header-unknown', `Unknown headings: ${list.join(', ')}.`, unknown[0]!.at, names);
}

/** Refuses a file that lacks headings, with the whole list of them. */
export function assertNoneMissing(
  present: ReadonlySet<string>,
  required: readonly string[],
  at: ReportPlace,
): void {
  const missing = required.filter((code) => !present.has(code));
  if (missing.length === 0) return;
  throw new ReportRefusal(
    'header-missing',
    `Missing headings: ${missing.join(', ')}.`,
    at,
    missing.slice(0, 20),
  );
}

export function unrecognised(message: string): ReportRefusal {
  return new ReportRefusal(
    'template-not-recognised',
    `${message} This is not the layout that the profile describes.`,
  );
}
