import type { Breakdown } from '../breakdowns/breakdown.js';
import type { DefinitionFault } from '../definitions/definitions.errors.js';
import { CELL_SEPARATOR, cellsOf, TOTALS, type FormBreakdown, type FormVersion } from '../forms/form.js';
import type { InputIndicator } from '../indicators/indicator.js';
import { FieldReader } from '../rules/rule-field-reader.js';
import type { Field } from '../rules/rule-fields.js';

/** As many cells as one PATCH takes, so that every report can be saved at once. */
export const MAX_FORM_CELLS = 400;
const MAX_DIMENSIONS = 2;

const NAME: Field = { is: 'text', pattern: /^[^\p{Cc}\p{Cs}]{2,200}$/u, hint: '2 to 200 characters' };
const TITLE: Field = {
  is: 'members',
  of: { en: { ...NAME, required: true }, az: NAME, ru: NAME },
  required: true,
};

/** What a form may refer to: indicators that partners report, and dimensions in force. */
export interface FormVocabulary {
  indicators: ReadonlyMap<string, InputIndicator>;
  breakdowns: readonly Breakdown[];
}

/** A form as a person writes it; the cells of its breakdowns follow from the codelists. */
export type FormDocument = Pick<FormVersion, 'title' | 'core' | 'further'> & {
  breakdowns?: Array<Omit<FormBreakdown, 'cells' | 'expected'> & { expected?: boolean }>;
};

/** Everything that is wrong with how a form is written, at once. */
export function formFaults(document: Record<string, unknown>, vocabulary: FormVocabulary): DefinitionFault[] {
  const reader = new FieldReader(new Set(vocabulary.indicators.keys()), () => []);
  const cells: Field = { is: 'cells' };
  const fields = { title: TITLE, core: { ...cells, required: true as const } };
  reader.members('', document, fields, new Set(['further', 'breakdowns']));
  // An empty list says the same as none.
  if (!isEmptyOrAbsent(document.further))
    reader.members('', { further: document.further }, { further: cells });
  if (reader.faults.length > 0) return reader.faults;
  const { core, further = [], breakdowns = [] } = document as unknown as FormDocument;
  const asked = [...core, ...further];
  return [...repeated(core, asked), ...breakdownsFaults(breakdowns, asked, vocabulary)];
}

/** The cells that a form has under the codelists in force. */
export function expandedForm(
  document: FormDocument,
  breakdowns: readonly Breakdown[],
): Omit<FormVersion, 'id' | 'code' | 'version'> {
  const { title, core, further = [] } = document;
  const split = (document.breakdowns ?? []).map((one) => ({
    ...one,
    expected: one.expected ?? false,
    cells: cellsBy(one, breakdowns),
  }));
  return { title, core, further, ...(split.length > 0 ? { breakdowns: split } : {}) };
}

function cellsBy(
  { indicator, dimensions }: { indicator: string; dimensions: string[] },
  known: readonly Breakdown[],
): string[] {
  const lists = dimensions.map(
    (name) => known.find(({ code }) => code === name)?.codes.map(({ code }) => code) ?? [],
  );
  return lists.reduce<string[]>(
    (cells, codes) => cells.flatMap((cell) => codes.map((code) => `${cell}${CELL_SEPARATOR}${code}`)),
    [indicator],
  );
}

function repeated(core: readonly string[], asked: readonly string[]): DefinitionFault[] {
  return asked.flatMap((cell, index) => {
    if (asked.indexOf(cell) === index) return [];
    const pointer = index < core.length ? `/core/${index}` : `/further/${index - core.length}`;
    return [said(pointer, `${cell} is asked for twice.`)];
  });
}

function breakdownsFaults(
  given: unknown,
  asked: readonly string[],
  vocabulary: FormVocabulary,
): DefinitionFault[] {
  if (!Array.isArray(given)) return [said('/breakdowns', 'This is a list.')];
  const reader = new FieldReader(new Set(asked), () => []);
  const names = vocabulary.breakdowns.map(({ code }) => code);
  given.forEach((one: unknown, index) => {
    const at = `/breakdowns/${index}`;
    if (!reader.isObject(at, one)) return;
    const fields = {
      indicator: { is: 'cell', required: true },
      total: { is: 'one-of', values: TOTALS, required: true },
    } as const;
    reader.members(at, one, fields, new Set(['dimensions', 'expected']));
    reader.faults.push(...partFaults(at, one, names));
  });
  if (reader.faults.length > 0) return reader.faults;
  return contradictions(given as NonNullable<FormDocument['breakdowns']>, asked, vocabulary);
}

function partFaults(
  at: string,
  { dimensions, expected = false }: Record<string, unknown>,
  names: readonly string[],
) {
  const faults: DefinitionFault[] = [];
  const isList = Array.isArray(dimensions) && dimensions.length > 0 && dimensions.length <= MAX_DIMENSIONS;
  if (!isList || new Set(dimensions).size !== dimensions.length)
    faults.push(said(`${at}/dimensions`, `This is a list of one or ${MAX_DIMENSIONS} different dimensions.`));
  else if (!dimensions.every((name) => names.includes(name as string)))
    faults.push(said(`${at}/dimensions`, `The dimensions in force are ${names.join(', ') || 'none'}.`));
  if (typeof expected !== 'boolean') faults.push(said(`${at}/expected`, 'This is true or false.'));
  return faults;
}

/** What no single member shows. */
function contradictions(
  breakdowns: NonNullable<FormDocument['breakdowns']>,
  asked: readonly string[],
  { indicators, breakdowns: known }: FormVocabulary,
): DefinitionFault[] {
  const faults = breakdowns.flatMap(({ indicator, total }, index) => {
    const at = `/breakdowns/${index}`;
    if (breakdowns.findIndex((one) => one.indicator === indicator) !== index)
      return [said(`${at}/indicator`, `${indicator} is split already; two dimensions cross in one entry.`)];
    if (total === 'COMPUTED' && indicators.get(indicator)?.space !== 'SUM')
      return [said(`${at}/total`, `${indicator} does not add up, so its total is entered.`)];
    return [];
  });
  const cells = asked.length + breakdowns.flatMap((one) => cellsBy(one, known)).length;
  if (cells > MAX_FORM_CELLS)
    faults.push(said('/breakdowns', `The form has ${cells} cells; ${MAX_FORM_CELLS} at most are possible.`));
  return faults;
}

/** Cells that are gained and lost between two versions of a form. */
export function cellChanges(
  before: Pick<FormVersion, 'core' | 'further' | 'breakdowns'> | null,
  after: Pick<FormVersion, 'core' | 'further' | 'breakdowns'>,
): { gained: string[]; lost: string[]; newlyRequired: string[] } {
  const [old, next] = [before ? cellsOf(before) : [], cellsOf(after)];
  return {
    gained: next.filter((cell) => !old.includes(cell)),
    lost: old.filter((cell) => !next.includes(cell)),
    newlyRequired: after.core.filter((cell) => !before?.core.includes(cell)),
  };
}

function isEmptyOrAbsent(list: unknown): boolean {
  return list === undefined || (Array.isArray(list) && list.length === 0);
}

function said(pointer: string, message: string): DefinitionFault {
  return { pointer, code: 'validation-failed', message };
}
