import type { GridRow, GridSheet } from '../layouts/layout.js';
import { contentOfCell, noEntries } from './report-entry.js';
import type { EntryContent, ReportEntries } from './report-entry.js';
import type { SdmxRule, SourceProfile } from './source-profile.js';
import {
  assertAllKnown,
  assertNoDuplicates,
  assertNoneMissing,
  codeRowOf,
  headingText,
  placeOf,
  unrecognised,
} from './table-headers.js';
import type { Header } from './table-headers.js';

/** The columns that begin every SDMX-CSV 2.0.0 message. */
const FRAME = ['STRUCTURE', 'STRUCTURE_ID', 'ACTION'];
const OBSERVATION = 'OBS_VALUE';
const STRUCTURES = ['dataflow', 'datastructure', 'dataprovision'];
/** Information, append, replace, merge: all say what the figure is. A deletion says the contrary and is not taken. */
const TAKEN_ACTIONS = ['I', 'A', 'R', 'M'];

interface Column extends Header {
  index: number;
}

/**
 * Reads an SDMX-CSV 2.0.0 message (SDMX 3.0, section 5): one observation in each row, its dimensions in columns of
 * their own. Observations of another breakdown than the profile takes are parts, not the figure.
 */
export function readSdmxMessage(sheets: readonly GridSheet[], profile: SourceProfile): ReportEntries {
  const entries = noEntries();
  const rule = profile.sdmx ?? { structure: null, indicator: 'INDICATOR', fixed: {}, status: null };
  const [sheet] = sheets;
  if (!sheet) throw unrecognised('The message holds no table.');
  const columns = columnsOf(sheet, profile, rule);
  for (const row of sheet.rows) {
    if (row.row > profile.table.codeRow && row.cells.some(Boolean))
      addObservation(sheet, row, columns, profile, rule, entries);
  }
  return entries;
}

function columnsOf(sheet: GridSheet, profile: SourceProfile, rule: SdmxRule): Column[] {
  const codeRow = codeRowOf(sheet, profile);
  const columns = codeRow.cells.flatMap((cell, index): Column[] => {
    const code = headingText(cell);
    return code === '' ? [] : [{ code, index, at: placeOf(sheet, codeRow.row, index, code) }];
  });
  const unit = profile.unit.column === undefined ? [] : [profile.unit.column];
  const required = [...FRAME, ...unit, rule.indicator, profile.period.at, OBSERVATION];
  const known = new Set([
    ...required,
    ...Object.keys(rule.fixed),
    ...profile.ignore,
    rule.status ?? OBSERVATION,
  ]);
  if (!columns.some(({ code }) => code === 'STRUCTURE')) throw unrecognised('This is no SDMX-CSV message.');
  assertNoDuplicates(columns);
  assertAllKnown(columns, (code) => known.has(code));
  assertNoneMissing(new Set(columns.map(({ code }) => code)), required, placeOf(sheet, codeRow.row, 0));
  return columns;
}

function addObservation(
  sheet: GridSheet,
  row: GridRow,
  columns: readonly Column[],
  profile: SourceProfile,
  rule: SdmxRule,
  entries: ReportEntries,
): void {
  const indexOf = (code: string): number => columns.find((column) => column.code === code)?.index ?? -1;
  const textOf = (code: string): string => headingText(row.cells[indexOf(code)]);
  assertFrame(textOf, row.row, rule);
  const placeUnder = (code: string) => placeOf(sheet, row.row, Math.max(0, indexOf(code)), code);
  entries.periods.push({ text: textOf(profile.period.at), at: placeUnder(profile.period.at) });
  const unit = profile.unit.fixed ?? textOf(profile.unit.column ?? '');
  if (unit === '') return void entries.namelessRows.push(placeOf(sheet, row.row, 0));
  const value = contentOfCell(row.cells[indexOf(OBSERVATION)]);
  const content = withStatus(value, rule.status === null ? '' : textOf(rule.status), profile);
  const isPart = Object.entries(rule.fixed).some(([dimension, taken]) => !taken.includes(textOf(dimension)));
  entries.entries.push({
    unit,
    field: textOf(rule.indicator),
    content: isPart ? { ...content, problem: 'breakdown-unexpected' } : content,
    at: placeUnder(OBSERVATION),
  });
}

function assertFrame(textOf: (code: string) => string, row: number, { structure }: SdmxRule): void {
  if (!STRUCTURES.includes(textOf('STRUCTURE')))
    throw unrecognised(`Row ${row} names no structure that is known here.`);
  const given = textOf('STRUCTURE_ID');
  if (structure !== null && given !== structure)
    throw unrecognised(`Row ${row} is about "${given.slice(0, 60)}", not about ${structure}.`);
  const action = textOf('ACTION');
  if (!TAKEN_ACTIONS.includes(action))
    throw unrecognised(`Row ${row} asks for the action "${action.slice(0, 10)}", which is not taken.`);
}

/** A missing observation with a status that the profile gives a meaning to is that meaning. */
function withStatus(value: EntryContent, status: string, profile: SourceProfile): EntryContent {
  const isBlank = value.text === undefined || value.text === 'NaN';
  return isBlank && Object.hasOwn(profile.markers, status) ? { text: status } : value;
}
