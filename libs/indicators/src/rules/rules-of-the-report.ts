import { isBlank, numberOf, type Cells } from './cell.js';
import { Figure, textOf } from './figure.js';
import { findingOf, type Finding } from './finding.js';
import type { Comparison, RuleOf } from './rule.js';
import type { RuleFacts } from './rule-facts.js';
import { allowance, figureOf, sideOf, sumOf } from './sides.js';

/** Rules that look at the cells of one report and at its period. */

export function types(rule: RuleOf<'TYPE'>, cells: Cells, { indicators }: RuleFacts): Finding[] {
  return [...cells.values()].flatMap((cell) => {
    const { cell: code } = cell;
    const say = (fault: string, message: string, params: Finding['params']) => [
      findingOf(rule, code, { code: `rule.${fault}`, message, params }),
    ];
    if (cell.kind === 'INVALID') return say('not-a-number', `${code} does not hold a number.`, {});
    const value = numberOf(cell);
    if (value === null) return [];
    const figure = new Figure(value);
    if (figure.isNegative() && !figure.isZero()) return say('negative', `${code} is negative.`, { value });
    if (indicators[code]?.type === 'INTEGER' && !figure.isInteger())
      return say('not-whole', `${code} counts whole things.`, { value });
    const { places = Infinity, percentages = [] } = rule;
    if (figure.decimalPlaces() > places)
      return say('too-many-places', `${code} has more than ${places} decimal places.`, { value, places });
    return percentages.includes(code) && figure.gt(100)
      ? say('not-a-percentage', `${code} is a percentage, ${value} is more than 100.`, { value })
      : [];
  });
}

export function range(rule: RuleOf<'RANGE'>, cells: Cells): Finding[] {
  const value = numberOf(cells.get(rule.cell));
  if (value === null) return [];
  const isBelow = rule.min !== undefined && figureOf(rule.min).gt(value);
  const isAbove = rule.max !== undefined && figureOf(rule.max).lt(value);
  if (!isBelow && !isAbove) return [];
  const limit = textOf(figureOf(isBelow ? rule.min : rule.max));
  const code = isBelow ? 'rule.below-range' : 'rule.above-range';
  const message = `${rule.cell} is ${value}, the limit is ${limit}.`;
  return [findingOf(rule, rule.cell, { code, message, params: { value, limit } })];
}

/** The condition was looked at before: a rule whose condition does not hold is not asked. */
export function requiredIf(rule: RuleOf<'REQUIRED_IF'>, cells: Cells): Finding[] {
  if (!isBlank(cells.get(rule.cell))) return [];
  const message = `${rule.cell} is needed here.`;
  return [findingOf(rule, rule.cell, { code: 'rule.required', message, params: {} })];
}

export function sumEquals(rule: RuleOf<'SUM_EQUALS'>, cells: Cells): Finding[] {
  const sum = sumOf(rule.parts, cells, rule.missing?.left);
  const total = sumOf([rule.total], cells, rule.missing?.right);
  if (sum === null || total === null) return [];
  if (sum.minus(total).abs().lte(allowance(rule.tolerance, total))) return [];
  const params = { sum: textOf(sum), total: textOf(total) };
  const message = `${rule.total} is ${params.total}, its parts make ${params.sum}.`;
  return [findingOf(rule, rule.total, { code: 'rule.parts-differ-from-total', message, params })];
}

export function compare(rule: RuleOf<'COMPARE'>, cells: Cells, facts: RuleFacts): Finding[] {
  return 'part' in rule ? partOfWhole(rule, cells) : comparedSides(rule, cells, facts);
}

function partOfWhole(rule: RuleOf<'COMPARE'> & { part: string; whole: string }, cells: Cells): Finding[] {
  const { part: partCell, whole: wholeCell, tolerance, missing } = rule;
  const partSum = sumOf([partCell], cells, missing?.left);
  const wholeSum = sumOf([wholeCell], cells, missing?.right);
  if (partSum === null || wholeSum === null) return [];
  if (partSum.lte(wholeSum.plus(allowance(tolerance, wholeSum)))) return [];
  const part = numberOf(cells.get(partCell)) ?? '0';
  const whole = numberOf(cells.get(wholeCell)) ?? '0';
  const message = `${partCell} is ${part}, more than the ${whole} of ${wholeCell}.`;
  const params = { part, whole, wholeCell };
  return [findingOf(rule, partCell, { code: 'rule.part-exceeds-whole', message, params })];
}

function comparedSides(
  rule: RuleOf<'COMPARE'> & { cell: string; left: string; op: Comparison; right: string },
  cells: Cells,
  facts: RuleFacts,
): Finding[] {
  const left = sideOf(rule.left, cells, facts, rule.missing?.left);
  const right = sideOf(rule.right, cells, facts, rule.missing?.right);
  if (left === null || right === null) return [];
  if (isTrue(left, rule.op, right, allowance(rule.tolerance, right))) return [];
  const { op } = rule;
  const params = { left: textOf(left), op, right: textOf(right) };
  const message = `${params.left} ${op} ${params.right} does not hold.`;
  return [findingOf(rule, rule.cell, { code: 'rule.comparison-fails', message, params })];
}

function isTrue(left: Figure, op: Comparison, right: Figure, allowed: Figure): boolean {
  switch (op) {
    case '<=':
      return left.lte(right.plus(allowed));
    case '<':
      return left.lt(right.plus(allowed));
    case '>=':
      return left.gte(right.minus(allowed));
    case '>':
      return left.gt(right.minus(allowed));
    case '==':
      return left.minus(right).abs().lte(allowed);
    case '!=':
      return left.minus(right).abs().gt(allowed);
  }
}

export function pair(rule: RuleOf<'PAIR'>, cells: Cells): Finding[] {
  const [first, second] = rule.cells;
  const hasFirst = numberOf(cells.get(first)) !== null;
  const hasSecond = numberOf(cells.get(second)) !== null;
  if (rule.mode === 'EXCLUSIVE') {
    if (!hasFirst || !hasSecond) return [];
    const message = `${first} and ${second} exclude each other.`;
    return [findingOf(rule, second, { code: 'rule.pair-exclusive', message, params: { other: first } })];
  }
  const lacking = hasFirst ? second : first;
  if (hasFirst === hasSecond || !isBlank(cells.get(lacking))) return [];
  const other = hasFirst ? first : second;
  const message = `${lacking} is needed because ${other} is filled.`;
  return [findingOf(rule, lacking, { code: 'rule.pair-incomplete', message, params: { other } })];
}

/** Days against the period, or no activity on days that were open. */
export function openDays(rule: RuleOf<'OPEN_DAYS'>, cells: Cells, facts: RuleFacts): Finding[] {
  if (rule.whilePositive !== undefined) return zeroWhileActive(rule, rule.whilePositive, cells);
  const days = numberOf(cells.get(rule.cell));
  const limit = rule.limit === 'OPEN_DAYS' ? facts.openDays : facts.periodDays;
  if (days === null || limit === null || new Figure(days).lte(limit)) return [];
  const say = (fault: string, message: string, params: Finding['params']) => [
    findingOf(rule, rule.cell, { code: `rule.${fault}`, message, params }),
  ];
  return rule.limit === 'OPEN_DAYS'
    ? say('more-days-than-open', `The unit has ${limit} working days.`, { days, openDays: limit })
    : say('more-days-than-period', `The period has ${limit} days.`, { days, periodDays: limit });
}

function zeroWhileActive(rule: RuleOf<'OPEN_DAYS'>, other: string, cells: Cells): Finding[] {
  const given = numberOf(cells.get(rule.cell));
  const value = numberOf(cells.get(other));
  if (given === null || value === null || !new Figure(given).isZero() || new Figure(value).lte(0)) return [];
  const message = `${rule.cell} is zero although ${other} is ${value}.`;
  return [findingOf(rule, rule.cell, { code: 'rule.zero-while-active', message, params: { other, value } })];
}
