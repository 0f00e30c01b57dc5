import { Decimal } from 'decimal.js';
import { describeNumbers } from '../profiles/number-grammar.js';
import type { ReportProblems } from '../profiles/report-problems.js';
import type { ReportRow } from '../profiles/report.js';
import type { TypedCell } from './typed-cells.js';
import { readSheetNumber, readTypedNumber } from '../workbooks/typed-number.js';
import { kindOfWords, MAX_EXPLANATION } from '../workbooks/workbook-cells.js';
import { NUMBERS_OF, type WorkbookTexts } from '../workbooks/workbook-language.js';

type Figure = Pick<ReportRow, 'kind' | 'value' | 'given' | 'flags'>;
const NO_MORE_THAN = `at most ${MAX_EXPLANATION} characters`;

/** The row that one place of a workbook gives; undefined for a blank one and for one with a problem. */
export function rowOf(
  typed: TypedCell,
  language: WorkbookTexts,
  problems: ReportProblems,
): ReportRow | undefined {
  const { unit, cell, at, explanation } = typed;
  if (explanation !== null && explanation.length > MAX_EXPLANATION) {
    problems.block('explanation-too-long', at, explanation, NO_MORE_THAN);
    return undefined;
  }
  const figure = figureOf(typed, language, problems);
  if (figure === 'BLANK') {
    if (explanation !== null)
      problems.block('explanation-without-value', at, explanation, 'a figure, or why there is none');
    return undefined;
  }
  return figure && { unit, cell, at, ...figure, ...(explanation === null ? {} : { explanation }) };
}

/** Whether two numbers are the same one, however they are written. */
export function sameNumber(a: string | null | undefined, b: string | null | undefined): boolean {
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  return new Decimal(a).eq(b);
}

function figureOf(
  { figure, kind, at }: TypedCell,
  language: WorkbookTexts,
  problems: ReportProblems,
): Figure | 'BLANK' | undefined {
  const isBlank = figure === null || (figure.text?.trim() === '' && !figure.problem);
  if (kind === '') return isBlank ? 'BLANK' : numberOrKind(figure, at, language, problems);
  const chosen = kindOfWords(kind, language);
  if (chosen && isBlank) return { kind: chosen, given: kind, flags: [] };
  problems.block('invalid-kind', at, kind, Object.values(language.kinds).join(' / '));
  return undefined;
}

function numberOrKind(
  figure: NonNullable<TypedCell['figure']>,
  at: TypedCell['at'],
  language: WorkbookTexts,
  problems: ReportProblems,
): Figure | undefined {
  const expected = describeNumbers(NUMBERS_OF[language.language]);
  const given = figure.number ?? figure.text ?? figure.raw ?? '';
  if (figure.problem) {
    problems.block(figure.problem, at, given, expected);
    return undefined;
  }
  const stated = figure.text === undefined ? undefined : kindOfWords(figure.text, language);
  if (stated) return { kind: stated, given, flags: [] };
  const reading =
    figure.number === undefined ? readTypedNumber(given, language.language) : readSheetNumber(given);
  if ('problem' in reading) {
    problems.block(reading.problem, at, given, expected);
    return undefined;
  }
  if (figure.formula)
    problems.inform('formula-in-cell', at, given, 'a typed value; the computed one was taken');
  return { kind: 'NUMBER', value: reading.value, given, flags: figure.formula ? ['FORMULA'] : [] };
}
