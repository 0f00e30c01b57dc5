import type { GridRow, GridSheet } from '../layouts/layout.js';
import { requiredFields, ruleOfField } from './profile-context.js';
import type { ProfileContext } from './profile-context.js';
import { contentOfCell, noEntries } from './report-entry.js';
import type { ReportEntries } from './report-entry.js';
import { ReportRefusal } from './report.js';
import { periodCell } from './rows-are-units.js';
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

interface UnitColumn extends Header {
  index: number;
}

interface IndicatorRow extends Header {
  row: GridRow;
}

/** Reads a table with a column per unit and a row per indicator. */
export function readColumnsAsUnits(
  sheets: readonly GridSheet[],
  profile: SourceProfile,
  context: ProfileContext,
): ReportEntries {
  const entries = noEntries();
  const sheet = chooseSheet(sheets, profile, entries);
  const units = unitColumns(sheet, profile);
  const rows = indicatorRows(sheet, units, profile, context);
  entries.periods.push(periodCell(sheet, profile.period.at));
  for (const { code, row } of rows) {
    if (profile.ignore.includes(code)) continue;
    for (const unit of units) {
      const at = placeOf(sheet, row.row, unit.index, code);
      entries.entries.push({
        unit: unit.code,
        field: code,
        content: contentOfCell(row.cells[unit.index]),
        at,
      });
    }
  }
  return entries;
}

function unitColumns(sheet: GridSheet, profile: SourceProfile): UnitColumn[] {
  const codeRow = codeRowOf(sheet, profile);
  const units = codeRow.cells.flatMap((cell, index): UnitColumn[] => {
    const code = headingText(cell);
    const isUnit = index > profile.table.labelColumn && code !== '';
    return isUnit ? [{ code, index, at: placeOf(sheet, codeRow.row, index, code) }] : [];
  });
  if (units.length === 0) throw unrecognised(`Row ${codeRow.row} names no unit.`);
  assertNoDuplicates(units);
  return units;
}

function indicatorRows(
  sheet: GridSheet,
  units: readonly UnitColumn[],
  profile: SourceProfile,
  context: ProfileContext,
): IndicatorRow[] {
  const below = sheet.rows.filter(({ row }) => row > profile.table.codeRow);
  const rows = below.map((row) => indicatorRow(sheet, row, profile)).filter((row) => isDataRow(row, profile));
  const isKnown = (code: string): boolean =>
    profile.ignore.includes(code) || ruleOfField(profile, context, code) !== undefined;
  if (!rows.some(({ code }) => isKnown(code)))
    throw unrecognised('None of the expected indicators was found.');
  assertNoDuplicates(rows);
  assertAllKnown(rows, isKnown);
  for (const { row } of rows) assertNoNamelessUnit(sheet, row, units, profile);
  const present = new Set(rows.map(({ code }) => code));
  assertNoneMissing(
    present,
    requiredFields(profile),
    placeOf(sheet, profile.table.codeRow, profile.table.labelColumn),
  );
  return rows;
}

function indicatorRow(sheet: GridSheet, row: GridRow, profile: SourceProfile): IndicatorRow {
  const label = headingText(row.cells[profile.table.labelColumn]);
  const code =
    profile.table.codeIn === 'BRACKETS' ? (/\[([^[\]]+)\]\s*$/.exec(label)?.[1]?.trim() ?? label) : label;
  return { code, row, at: placeOf(sheet, row.row, profile.table.labelColumn, code) };
}

/** A remark below the table has a text but no values; it is no indicator and no fault. */
function isDataRow({ row, code }: IndicatorRow, profile: SourceProfile): boolean {
  const hasValues = row.cells.some((cell, index) => cell && index > profile.table.labelColumn);
  return hasValues || Object.hasOwn(profile.indicators, code);
}

function assertNoNamelessUnit(
  sheet: GridSheet,
  row: GridRow,
  units: readonly UnitColumn[],
  profile: SourceProfile,
): void {
  const named = new Set(units.map(({ index }) => index));
  const nameless = row.cells.findIndex(
    (cell, index) => cell && index > profile.table.labelColumn && !named.has(index),
  );
  if (nameless < 0) return;
  throw new ReportRefusal(
    'header-missing',
    'A column has values but no unit.',
    placeOf(sheet, row.row, nameless),
  );
}
