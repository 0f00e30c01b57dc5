import type { GridRow, GridSheet } from '../layouts/layout.js';
import { requiredFields, ruleOfField } from './profile-context.js';
import type { ProfileContext } from './profile-context.js';
import { contentOfCell, noEntries } from './report-entry.js';
import type { ReportEntries } from './report-entry.js';
import { ReportRefusal } from './report.js';
import type { SourceProfile } from './source-profile.js';
import {
  assertAllKnown,
  assertNoDuplicates,
  assertNoneMissing,
  chooseSheet,
  codeRowOf,
  headingText,
  placeOf,
  unrecognised,
} from './table-headers.js';
import type { Header } from './table-headers.js';

interface Column extends Header {
  index: number;
}

/** Reads a table with a row per unit and a column per indicator. */
export function readRowsAsUnits(
  sheets: readonly GridSheet[],
  profile: SourceProfile,
  context: ProfileContext,
): ReportEntries {
  const entries = noEntries();
  const sheet = chooseSheet(sheets, profile, entries);
  const columns = columnsOf(sheet, profile, context);
  addCellPeriod(sheet, profile, entries);
  const units = new Set<string>();
  for (const row of sheet.rows) {
    if (row.row > profile.table.codeRow) addRow(sheet, row, columns, { profile, context, entries, units });
  }
  return entries;
}

function columnsOf(sheet: GridSheet, profile: SourceProfile, context: ProfileContext): Column[] {
  const codeRow = codeRowOf(sheet, profile);
  const columns = codeRow.cells.flatMap((cell, index): Column[] => {
    const code = headingText(cell);
    return code === '' ? [] : [{ code, index, at: placeOf(sheet, codeRow.row, index, code) }];
  });
  const structural = structuralColumns(profile);
  const isKnown = (code: string): boolean =>
    structural.includes(code) ||
    profile.ignore.includes(code) ||
    ruleOfField(profile, context, code) !== undefined;
  if (!columns.some(({ code }) => isKnown(code)))
    throw unrecognised('None of the expected headings was found.');
  assertNoDuplicates(columns);
  assertAllKnown(columns, isKnown);
  const present = new Set(columns.map(({ code }) => code));
  assertNoneMissing(present, [...structural, ...requiredFields(profile)], placeOf(sheet, codeRow.row, 0));
  assertNoNamelessColumn(sheet, columns, profile);
  return columns;
}

function structuralColumns(profile: SourceProfile): string[] {
  const period = profile.period.where === 'column' ? [profile.period.at] : [];
  return profile.unit.column === undefined ? period : [profile.unit.column, ...period];
}

function assertNoNamelessColumn(sheet: GridSheet, columns: readonly Column[], profile: SourceProfile): void {
  const named = new Set(columns.map(({ index }) => index));
  for (const { row, cells } of sheet.rows) {
    const nameless =
      row > profile.table.codeRow ? cells.findIndex((cell, index) => cell && !named.has(index)) : -1;
    if (nameless < 0) continue;
    throw new ReportRefusal(
      'header-missing',
      'A column has values but no heading.',
      placeOf(sheet, row, nameless),
    );
  }
}

function addCellPeriod(sheet: GridSheet, profile: SourceProfile, entries: ReportEntries): void {
  if (profile.period.where !== 'cell') return;
  entries.periods.push(periodCell(sheet, profile.period.at));
}

/** The month that stands in one fixed cell, such as `B1`. */
export function periodCell(sheet: GridSheet, reference: string): ReportEntries['periods'][number] {
  const [, letters = 'A', digits = '1'] = /^([A-Z]+)(\d+)$/.exec(reference) ?? [];
  const row = sheet.rows.find((candidate) => candidate.row === Number(digits));
  const index = row?.cells.findIndex((_cell, column) => placeOf(sheet, 1, column).column === letters) ?? -1;
  const at = { ...placeOf(sheet, Number(digits), Math.max(0, index)), column: letters };
  return { text: headingText(row?.cells[index]), at };
}

interface RowReading {
  profile: SourceProfile;
  context: ProfileContext;
  entries: ReportEntries;
  units: Set<string>;
}

function addRow(sheet: GridSheet, row: GridRow, columns: readonly Column[], reading: RowReading): void {
  if (!row.cells.some(Boolean)) return;
  const { profile, entries, units } = reading;
  const textUnder = (code: string | undefined): string =>
    headingText(row.cells[columns.find((column) => column.code === code)?.index ?? -1]);
  const unit = profile.unit.fixed ?? textUnder(profile.unit.column);
  if (profile.period.where === 'column') {
    const column = columns.find(({ code }) => code === profile.period.at)?.index ?? 0;
    entries.periods.push({
      text: textUnder(profile.period.at),
      at: placeOf(sheet, row.row, column, profile.period.at),
    });
  }
  if (unit === '') entries.namelessRows.push(placeOf(sheet, row.row, 0));
  else if (units.has(unit)) entries.repeatedUnits.push({ unit, at: placeOf(sheet, row.row, 0) });
  else addCells(sheet, row, columns, unit, reading);
  units.add(unit);
}

function addCells(
  sheet: GridSheet,
  row: GridRow,
  columns: readonly Column[],
  unit: string,
  reading: RowReading,
): void {
  for (const { code, index } of columns) {
    if (ruleOfField(reading.profile, reading.context, code) === undefined) continue;
    const at = placeOf(sheet, row.row, index, code);
    reading.entries.entries.push({ unit, field: code, content: contentOfCell(row.cells[index]), at });
  }
}
