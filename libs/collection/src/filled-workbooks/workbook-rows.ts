import type { UnitFigures } from '#reporting';
import type { GridSheet } from '../layouts/layout.js';
import { ReportProblems } from '../profiles/report-problems.js';
import type { ReportRead, ReportRow } from '../profiles/report.js';
import { MARKED_KINDS } from '../profiles/source-profile.js';
import { baseKey, readBase, type BaseEntry } from '../workbooks/base-sheet.js';
import { typedCells, type TypedCell } from './typed-cells.js';
import { rowOf, sameNumber } from './workbook-entry.js';
import type { WorkbookTexts } from '../workbooks/workbook-language.js';
import type { WorkbookMarker } from '../workbooks/workbook-marker.js';

const STATED_KINDS = ['NUMBER', ...MARKED_KINDS] as const;

/** What a workbook is held against. */
export interface WorkbookSubject {
  marker: WorkbookMarker;
  /** The unit of a workbook for one unit. */
  unit: string;
  unitsOfPartner: ReadonlySet<string>;
  /** Cells of the form. */
  cells: ReadonlySet<string>;
  language: WorkbookTexts;
  /** The reports as they stand, by unit and cell. */
  current: ReadonlyMap<string, UnitFigures['cells']>;
}

/**
 * Reads what a person filled into a workbook of ours. Blank changes nothing. A place that still holds what the workbook
 * was pre-filled with was not touched: if somebody changed the report meanwhile, their value stays.
 *
 * @throws ReportRefusal `template-mismatch`
 */
export function workbookRows(
  sheets: readonly GridSheet[],
  subject: WorkbookSubject,
): Pick<ReportRead, 'rows' | 'problems' | 'problemsTotal'> {
  const problems = new ReportProblems();
  const base = readBase(sheets);
  const rows = new Map<string, ReportRow>();
  const unknownUnits = new Set<string>();
  for (const typed of typedCells(sheets, subject.marker.kind, subject.unit)) {
    if (!isKnown(typed, subject, unknownUnits, problems)) continue;
    const row = rowOf(typed, subject.language, problems);
    const kept = row && settled(row, base.get(baseKey(row.unit, row.cell)), subject, problems);
    if (!kept) continue;
    if (rows.has(baseKey(kept.unit, kept.cell)))
      problems.block('duplicate-row', kept.at, kept.given, 'each unit and indicator once');
    else rows.set(baseKey(kept.unit, kept.cell), kept);
  }
  return { rows: [...rows.values()], problems: problems.list, problemsTotal: problems.total };
}

/** A code that is not known is a problem only where something stands beside it. */
function isKnown(
  typed: TypedCell,
  { unitsOfPartner, cells }: WorkbookSubject,
  unknownUnits: Set<string>,
  problems: ReportProblems,
): boolean {
  const isFilled = typed.figure !== null || typed.kind !== '' || typed.explanation !== null;
  if (!isFilled) return false;
  if (!unitsOfPartner.has(typed.unit)) {
    if (!unknownUnits.has(typed.unit))
      problems.block('unknown-unit', typed.at, typed.unit, 'a unit of this partner');
    unknownUnits.add(typed.unit);
    return false;
  }
  if (cells.has(typed.cell)) return true;
  problems.block('unknown-indicator', typed.at, typed.cell, 'the code of an indicator of the form');
  return false;
}

function settled(
  row: ReportRow,
  base: BaseEntry | undefined,
  { current }: WorkbookSubject,
  problems: ReportProblems,
): ReportRow | undefined {
  const now = current.get(row.unit)?.[row.cell];
  if (base && isUntouched(row, base) && !isStill(base, now)) return asItStands(row, now, problems);
  // Spreadsheets drop trailing zeros; a figure that is the same number is the same figure.
  const isSame = row.kind === 'NUMBER' && now?.kind === 'NUMBER' && sameNumber(row.value, now.value);
  return isSame ? { ...row, value: now.value ?? row.value } : row;
}

/** The other person's figure, shown as what stands and with what the workbook was pre-filled with beside it. */
function asItStands(
  { explanation: _words, value: _old, ...row }: ReportRow,
  now: UnitFigures['cells'][string] | undefined,
  problems: ReportProblems,
): ReportRow | undefined {
  const kind = STATED_KINDS.find((known) => known === now?.kind);
  if (!now || !kind) {
    problems.inform('changed-meanwhile', row.at, row.given, '');
    return undefined;
  }
  const value = now.value === null ? {} : { value: now.value };
  return { ...row, kind, ...value, flags: ['CHANGED_MEANWHILE'] };
}

function isUntouched(row: ReportRow, base: BaseEntry): boolean {
  const sameWords = row.explanation === undefined || row.explanation === base.explanation;
  return row.kind === base.kind && sameNumber(row.value, base.value) && sameWords;
}

function isStill(base: BaseEntry, now: UnitFigures['cells'][string] | undefined): boolean {
  return now?.kind === base.kind && sameNumber(now.value, base.value) && now.explanation === base.explanation;
}
