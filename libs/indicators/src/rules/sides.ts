import { numberOf, type Cells } from './cell.js';
import { expressionOf, type Expression } from './expression.js';
import { MISSING_PREFIX, PREVIOUS_PREFIX } from './expression-reader.js';
import { Figure } from './figure.js';
import type { MissingStrategy, Rate, Tolerance } from './rule.js';
import type { RuleFacts } from './rule-facts.js';

const HUNDRED = 100;

/** Whether a condition holds. Without a number that it reads it does not: nothing follows from what nobody knows. */
export function holdsTrue(condition: string | undefined, cells: Cells, facts: RuleFacts): boolean {
  if (condition === undefined) return true;
  const values = valuesOf(expressionOf(condition, 'bool'), cells, facts, 'SKIP_IF_ANY_MISSING');
  return values !== null && expressionOf(condition, 'bool').run(values) === true;
}

/** The figure of one side of a rule; null when there is none to compare. */
export function sideOf(
  source: string,
  cells: Cells,
  facts: RuleFacts,
  strategy: MissingStrategy | undefined,
): Figure | null {
  const expression = expressionOf(source, 'decimal');
  const values = valuesOf(expression, cells, facts, strategy);
  return values === null ? null : (expression.run(values) as Figure | null);
}

/** The sum of some cells under a strategy; null when the side is to be skipped. */
export function sumOf(
  codes: readonly string[],
  cells: Cells,
  strategy: MissingStrategy | undefined,
): Figure | null {
  const given = codes.map((code) => numberOf(cells.get(code)));
  if (isSkipped(given, strategy)) return null;
  return given.reduce<Figure>((sum, value) => sum.plus(value ?? 0), new Figure(0));
}

/** By how much a figure may differ from another one. */
export function allowance(tolerance: Tolerance | undefined, base: Figure): Figure {
  const percent = base.abs().times(figureOf(tolerance?.percent)).div(HUNDRED);
  return Figure.max(figureOf(tolerance?.absolute), percent);
}

/** A number that a rule is written with. */
export function figureOf(rate: Rate | undefined): Figure {
  return new Figure(String(rate ?? 0));
}

function isSkipped(given: ReadonlyArray<string | null>, strategy: MissingStrategy | undefined): boolean {
  switch (strategy ?? 'SKIP_IF_ANY_MISSING') {
    case 'SKIP_IF_ANY_MISSING':
      return given.includes(null);
    case 'SKIP_IF_ALL_MISSING':
      return given.length > 0 && given.every((value) => value === null);
    case 'MISSING_AS_ZERO':
      return false;
  }
}

function valuesOf(
  { cells: read, previous, asked, context }: Expression,
  cells: Cells,
  facts: RuleFacts,
  strategy: MissingStrategy | undefined,
): Record<string, Figure | boolean> | null {
  const numbers = new Map<string, string | null>([
    ...read.map((cell) => [cell, numberOf(cells.get(cell))] as const),
    ...previous.map((cell) => [`${PREVIOUS_PREFIX}${cell}`, facts.previous[cell] ?? null] as const),
  ]);
  if (isSkipped([...numbers.values()], strategy)) return null;
  const known = new Map(context.map((name) => [name, contextOf(name, facts)]));
  // What is not known of the period is not zero, whatever is said about cells.
  if ([...known.values()].includes(null)) return null;
  return {
    ...Object.fromEntries([...numbers, ...known].map(([name, value]) => [name, new Figure(value ?? 0)])),
    ...Object.fromEntries(
      asked.map((cell) => [`${MISSING_PREFIX}${cell}`, numberOf(cells.get(cell)) === null]),
    ),
  };
}

function contextOf(name: string, { periodDays, openDays }: RuleFacts): string | null {
  const value = name === 'openDays' ? openDays : periodDays;
  return value === null ? null : String(value);
}
