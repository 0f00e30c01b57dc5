import type { GridSheet, JsonNode, Layout } from '../layouts/layout.js';
import { readColumnsAsUnits } from './columns-are-units.js';
import { readDataValueSet } from './dhis2-values.js';
import { readLongTree } from './long-tree.js';
import { readNestedTree } from './nested-tree.js';
import { readPeriod } from './period-text.js';
import { ruleOfField } from './profile-context.js';
import type { ProfileContext } from './profile-context.js';
import { readCell } from './report-cells.js';
import type { ReportEntries, ReportEntry } from './report-entry.js';
import { ReportProblems } from './report-problems.js';
import { ReportRefusal } from './report.js';
import type { FileProblem, ReportPeriod, ReportRead, ReportRow } from './report.js';
import { readRowsAsUnits } from './rows-are-units.js';
import { readSdmxMessage } from './sdmx-message.js';
import type { IndicatorRule, SourceProfile } from './source-profile.js';
import { unrecognised } from './table-headers.js';

const UNIT_CODE = /^(?:NET|REG|CTR|MOB)-([A-Z]+)(?:-|$)/;

/**
 * Gives a file its meaning: which unit, which indicator, which month, which value.
 *
 * A fault in one cell is a problem at that cell and leaves the others alone. A fault that puts the whole file in doubt
 * (layout, month, another country's unit) is a `fileProblem`, and then nothing of the file is taken.
 */
export function applyProfile(profile: SourceProfile, layout: Layout, context: ProfileContext): ReportRead {
  try {
    const entries = entriesOf(profile, layout, context);
    assertOwnUnits(entries, profile, context);
    const period = periodOf(entries, profile, context);
    return { partner: context.partner, period, ...rowsOf(entries, profile, context) };
  } catch (error) {
    if (!(error instanceof ReportRefusal)) throw error;
    return refusedReport(context.partner, {
      code: error.code,
      message: error.message,
      at: error.at,
      ...(error.names.length > 0 ? { names: error.names } : {}),
    });
  }
}

/** The reading of a file of which nothing is taken. */
export function refusedReport(partner: string, fileProblem: FileProblem): ReportRead {
  return { partner, rows: [], problems: [], problemsTotal: 0, fileProblem };
}

function entriesOf(profile: SourceProfile, layout: Layout, context: ProfileContext): ReportEntries {
  if (profile.format === 'DHIS2_DVS') return readDataValueSet(treeOf(layout), profile);
  if (profile.format === 'SDMX_CSV') return readSdmxMessage(sheetsOf(layout), profile);
  switch (profile.orientation) {
    case 'ROWS_ARE_UNITS':
      return readRowsAsUnits(sheetsOf(layout), profile, context);
    case 'COLUMNS_ARE_UNITS':
      return readColumnsAsUnits(sheetsOf(layout), profile, context);
    case 'NESTED':
      return readNestedTree(treeOf(layout), profile, context);
    case 'LONG':
      return readLongTree(treeOf(layout), profile);
  }
}

function sheetsOf(layout: Layout): GridSheet[] {
  if (layout.kind !== 'GRID') throw unrecognised('The file holds no table.');
  return layout.sheets;
}

function treeOf(layout: Layout): JsonNode {
  if (layout.kind !== 'TREE') throw unrecognised('The file holds no JSON report.');
  return layout.root;
}

/** One row of another country makes the whole file suspect: it may have been sent to the wrong place. */
function assertOwnUnits(
  { entries, repeatedUnits }: ReportEntries,
  profile: SourceProfile,
  context: ProfileContext,
): void {
  for (const { unit, at } of [...entries, ...repeatedUnits]) {
    const owner = UNIT_CODE.exec(ownCode(unit, profile))?.[1];
    if (owner === undefined || owner === context.partner) continue;
    throw new ReportRefusal('country-mismatch', `The unit "${unit}" belongs to another partner.`, at);
  }
}

function periodOf(
  { periods, entries }: ReportEntries,
  profile: SourceProfile,
  context: ProfileContext,
): ReportPeriod {
  if (entries.length === 0) throw new ReportRefusal('no-rows', 'The file holds no values.');
  const [first, ...others] = periods;
  if (!first) throw new ReportRefusal('invalid-period', 'The file does not say which month it is about.');
  const read = (text: string, at = first.at): ReportPeriod =>
    readPeriod(text, profile.period, profile.numbers.digits, at);
  const period = read(first.text);
  const other = others.find(({ text, at }) => read(text, at).id !== period.id);
  if (other)
    throw new ReportRefusal('periods-mixed', `The file holds ${period.id} and "${other.text}".`, other.at);
  const { expectedPeriod: expected } = context;
  const matches =
    !expected ||
    (expected.scheme === period.scheme && expected.year === period.year && expected.month === period.month);
  if (matches) return period;
  throw new ReportRefusal(
    'period-mismatch',
    `The file is about ${period.id}, another month was expected.`,
    first.at,
  );
}

function rowsOf(
  found: ReportEntries,
  profile: SourceProfile,
  context: ProfileContext,
): Pick<ReportRead, 'rows' | 'problems' | 'problemsTotal'> {
  const problems = new ReportProblems();
  const unknownUnits = new Set<string>();
  const rows = new Map<string, ReportRow>();
  for (const sheet of found.ignoredSheets)
    problems.inform('sheet-ignored', { sheet }, '', 'one visible sheet');
  for (const at of found.namelessRows) problems.block('unit-missing', at, '', 'the code of a unit');
  for (const { unit, at } of found.repeatedUnits) problems.block('duplicate-row', at, unit, 'each unit once');
  for (const entry of found.entries) {
    const unit = ownCode(entry.unit, profile);
    if (!context.unitsOfPartner.has(unit)) reportUnknownUnit(entry, unknownUnits, problems);
    else addRow(rows, entry, unit, profile, context, problems);
  }
  const absent = absentRows(found.entries, profile, context).filter((row) => !rows.has(keyOf(row)));
  return { rows: [...rows.values(), ...absent], problems: problems.list, problemsTotal: problems.total };
}

function reportUnknownUnit({ unit, at }: ReportEntry, known: Set<string>, problems: ReportProblems): void {
  if (!known.has(unit)) problems.block('unknown-unit', at, unit, 'a unit of this partner');
  known.add(unit);
}

function addRow(
  rows: Map<string, ReportRow>,
  entry: ReportEntry,
  unit: string,
  profile: SourceProfile,
  context: ProfileContext,
  problems: ReportProblems,
): void {
  const rule: IndicatorRule | undefined =
    entry.indicator === undefined
      ? ruleOfField(profile, context, entry.field)
      : { indicator: entry.indicator };
  if (!rule || !context.indicatorCodes.has(rule.indicator)) {
    problems.block(
      'unknown-indicator',
      entry.at,
      entry.field,
      'the code of an indicator in the profile and the form',
    );
    return;
  }
  const row = readCell(entry, unit, rule, profile, problems);
  if (!row) return;
  const key = keyOf(row);
  if (rows.has(key)) problems.block('duplicate-row', entry.at, row.given, 'each unit and indicator once');
  else rows.set(key, row);
}

/** Fields whose very absence has a meaning, for every unit that is in the file without them. */
function absentRows(
  entries: readonly ReportEntry[],
  profile: SourceProfile,
  context: ProfileContext,
): ReportRow[] {
  const rules = Object.entries(profile.indicators).filter(([, rule]) => rule.absentMeans !== undefined);
  if (rules.length === 0) return [];
  const present = new Set(entries.map(({ unit, field }) => `${unit}\n${field}`));
  const firstPlaces = new Map(entries.toReversed().map(({ unit, at }) => [unit, at]));
  return [...firstPlaces].flatMap(([unit, at]) =>
    rules
      .filter(
        ([field]) => !present.has(`${unit}\n${field}`) && context.unitsOfPartner.has(ownCode(unit, profile)),
      )
      .map(([, { indicator, absentMeans }]): ReportRow => {
        return {
          unit: ownCode(unit, profile),
          cell: indicator,
          kind: absentMeans!,
          at,
          given: '',
          flags: [],
        };
      }),
  );
}

function ownCode(unit: string, profile: SourceProfile): string {
  return Object.hasOwn(profile.unit.map, unit) ? profile.unit.map[unit]! : unit;
}

function keyOf({ unit, cell }: ReportRow): string {
  return `${unit}\n${cell}`;
}
