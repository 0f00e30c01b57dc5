import { COMPARISONS, MISSING_STRATEGIES, type RuleKind } from './rule.js';

/** What a member of a rule may hold. */
export type FieldType =
  | { is: 'cell' }
  | { is: 'cells'; count?: number }
  | { is: 'expression'; of: 'decimal' | 'bool' }
  | { is: 'rate'; isPositive?: boolean }
  | { is: 'count'; least: number; most: number }
  | { is: 'one-of'; values: readonly string[] }
  | { is: 'text'; pattern: RegExp; hint: string }
  | { is: 'members'; of: Readonly<Record<string, Field>> };

export type Field = FieldType & { required?: true };
export type Fields = Readonly<Record<string, Field>>;

const CELL: Field = { is: 'cell', required: true };
const CELLS: Field = { is: 'cells' };
const CONDITION: Field = { is: 'expression', of: 'bool' };
const SIDE: Field = { is: 'expression', of: 'decimal', required: true };
const MISSING: Field = { is: 'one-of', values: MISSING_STRATEGIES };

export const TOLERANCE: Field = { is: 'members', of: { absolute: { is: 'rate' }, percent: { is: 'rate' } } };
/** What both sides of a rule may say about cells without a number. */
export const SIDES_MISSING: Field = { is: 'members', of: { left: MISSING, right: MISSING } };

/** The members of each kind, beside those that every rule may have. A COMPARE has one of two forms. */
export const FIELDS_OF_KIND: Readonly<Record<RuleKind, Fields>> = {
  TYPE: { places: { is: 'count', least: 0, most: 6 }, percentages: CELLS },
  RANGE: { cell: CELL, min: { is: 'rate' }, max: { is: 'rate' } },
  REQUIRED_IF: { cell: CELL, when: { ...CONDITION, required: true } },
  SUM_EQUALS: {
    parts: { is: 'cells', required: true },
    total: CELL,
    tolerance: TOLERANCE,
    missing: SIDES_MISSING,
  },
  COMPARE: {
    cell: CELL,
    left: SIDE,
    op: { is: 'one-of', values: COMPARISONS, required: true },
    right: SIDE,
    tolerance: TOLERANCE,
    missing: SIDES_MISSING,
  },
  PAIR: {
    cells: { is: 'cells', count: 2, required: true },
    mode: { is: 'one-of', values: ['BOTH_OR_NONE', 'EXCLUSIVE'], required: true },
  },
  CHANGE: {
    percent: { is: 'rate', isPositive: true, required: true },
    floor: { is: 'rate' },
    cells: CELLS,
  },
  OUTLIER: {
    threshold: { is: 'rate', isPositive: true, required: true },
    minHistory: { is: 'count', least: 6, most: 36, required: true },
    cells: CELLS,
  },
  MONOTONE: { cells: { is: 'cells', required: true } },
  REFERENCE: {
    cells: { is: 'cells', required: true },
    service: { is: 'text', pattern: /^[\w.-]{1,80}$/, hint: 'the code of a service' },
  },
  OPEN_DAYS: {
    cell: CELL,
    whilePositive: { is: 'cell' },
    limit: { is: 'one-of', values: ['PERIOD_DAYS', 'OPEN_DAYS'] },
  },
  HIERARCHY: { tolerance: TOLERANCE, cells: CELLS },
  CROSS_SOURCE: { tolerance: TOLERANCE, cells: CELLS },
  DUPLICATE: { minCells: { is: 'count', least: 2, most: 400, required: true } },
  DIGIT: {
    percent: { is: 'rate', isPositive: true, required: true },
    minCount: { is: 'count', least: 30, most: 10_000, required: true },
    cells: CELLS,
  },
  EVIDENCE: { cell: CELL, when: { ...CONDITION, required: true } },
};

/** The short form of a COMPARE: a part that may not exceed its whole. */
export const PART_OF_WHOLE: Fields = {
  part: CELL,
  whole: CELL,
  tolerance: TOLERANCE,
  missing: SIDES_MISSING,
};
