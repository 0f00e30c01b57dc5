import { PLAIN_NUMBERS, describeNumbers, readNumber } from './number-grammar.js';
import type { EntryContent, ReportEntry } from './report-entry.js';
import type { ReportProblems } from './report-problems.js';
import type { ReportRow, RowFlag } from './report.js';
import { MARKED_KINDS } from './source-profile.js';
import type { IndicatorRule, MarkedKind, SourceProfile } from './source-profile.js';
import { convertUnit } from './unit-conversion.js';

/** Decimals kept after a unit conversion when a profile does not say. */
const DEFAULT_CONVERSION_DECIMALS = 2;

/**
 * Reads what stands in one place of the file as a report row of a known unit and indicator.
 * Undefined for a blank place and for one with a fault; the fault goes to `problems`.
 */
export function readCell(
  entry: ReportEntry,
  unit: string,
  rule: IndicatorRule,
  profile: SourceProfile,
  problems: ReportProblems,
): ReportRow | undefined {
  const { content, at } = entry;
  const given = content.given ?? content.text ?? '';
  const row = { unit, cell: rule.indicator, at, given };
  if (content.problem) return blockFaulty(content, entry, profile, problems);
  if (content.kind !== undefined) {
    const kind = statedKind(content);
    if (kind) return { ...row, kind, flags: [] };
    problems.block(
      'invalid-kind',
      at,
      `${content.kind} ${given}`.trim(),
      `one of ${MARKED_KINDS.join(', ')} without a value`,
    );
    return undefined;
  }
  if (content.text === undefined) return undefined;
  const marker = content.text.trim();
  if (Object.hasOwn(profile.markers, marker)) return { ...row, kind: profile.markers[marker]!, flags: [] };
  const number = readFigure(content.text, content, entry, profile, problems);
  return number === undefined ? undefined : numberRow(row, number, rule, content, problems);
}

function blockFaulty(
  { problem, text = '' }: EntryContent,
  { at }: ReportEntry,
  profile: SourceProfile,
  problems: ReportProblems,
): undefined {
  const code = problem === 'not-a-scalar' || problem === undefined ? 'invalid-number' : problem;
  problems.block(code, at, text, describeNumbers(profile.numbers));
}

function statedKind(content: EntryContent): MarkedKind | undefined {
  return content.text === undefined ? MARKED_KINDS.find((kind) => kind === content.kind) : undefined;
}

function readFigure(
  text: string,
  content: EntryContent,
  { at }: ReportEntry,
  profile: SourceProfile,
  problems: ReportProblems,
): string | undefined {
  const grammar = content.isNumber ? PLAIN_NUMBERS : profile.numbers;
  const reading = readNumber(text, grammar);
  if ('value' in reading) return reading.value;
  problems.block(reading.problem, at, text, describeNumbers(profile.numbers));
  return undefined;
}

function numberRow(
  row: Omit<ReportRow, 'kind' | 'flags' | 'value'>,
  number: string,
  rule: IndicatorRule,
  content: EntryContent,
  problems: ReportProblems,
): ReportRow | undefined {
  const flags: RowFlag[] = [];
  if (content.formula) {
    flags.push('FORMULA');
    problems.inform('formula-in-cell', row.at, row.given, 'a typed value; the computed one was taken');
  }
  const value = rule.factor === undefined ? number : converted(number, rule.factor, rule.decimals, flags);
  // Only a conversion can make more digits than the notation allows.
  if (rule.factor === undefined || 'value' in readNumber(value, PLAIN_NUMBERS)) {
    // Written out, because a spread of every value of a large file is what reading it would take longest for.
    return {
      unit: row.unit,
      cell: row.cell,
      at: row.at,
      given: row.given,
      kind: 'NUMBER',
      value,
      flags,
    };
  }
  problems.block(
    'number-out-of-range',
    row.at,
    row.given,
    `a number that fits after conversion by ${rule.factor}`,
  );
  return undefined;
}

function converted(value: string, factor: string, decimals: number | undefined, flags: RowFlag[]): string {
  const result = convertUnit(value, factor, decimals ?? DEFAULT_CONVERSION_DECIMALS);
  flags.push('CONVERTED');
  if (result.rounded) flags.push('ROUNDED');
  return result.value;
}
