import { Decimal } from 'decimal.js';
import type { ValidationRule } from '#indicators';
import { numberOf } from './cell.js';
import type { Finding } from './finding.js';
import { isOutlier } from './outlier.js';
import type { Cells, ValidationContext } from './validation-context.js';

type RuleOf<Kind extends ValidationRule['kind']> = Extract<ValidationRule, { kind: Kind }>;

/**
 * Runs every rule over the cells of a report. Pure: the form, the API, imports and a later
 * recomputation give the same findings for the same inputs.
 */
export function validate(
  rules: readonly ValidationRule[],
  cells: Cells,
  context: ValidationContext,
): Finding[] {
  return rules.flatMap((rule) => findingsOf(rule, cells, context));
}

function findingsOf(rule: ValidationRule, cells: Cells, context: ValidationContext): Finding[] {
  switch (rule.kind) {
    case 'COMPARE':
      return compare(rule, cells);
    case 'TYPE':
      return types(rule, cells, context);
    case 'OPEN_DAYS':
      return openDays(rule, cells, context);
    case 'ZERO_WHILE':
      return zeroWhile(rule, cells);
    case 'CHANGE':
      return change(rule, cells, context);
    case 'OUTLIER':
      return outliers(rule, cells, context);
    case 'DUPLICATE':
      return duplicate(rule, cells, context);
    case 'HIERARCHY':
      return hierarchy(rule, cells, context);
  }
}

function compare(rule: RuleOf<'COMPARE'>, cells: Cells): Finding[] {
  const part = numberOf(cells.get(rule.part));
  const whole = numberOf(cells.get(rule.whole));
  if (part === null || whole === null || new Decimal(part).lte(whole)) return [];
  const message = `${rule.part} is ${part}, more than the ${whole} of ${rule.whole}.`;
  return [
    finding(rule, rule.part, 'rule.part-exceeds-whole', message, { part, whole, wholeCell: rule.whole }),
  ];
}

function types(rule: RuleOf<'TYPE'>, cells: Cells, { indicators }: ValidationContext): Finding[] {
  return [...cells.values()].flatMap((cell) => {
    if (cell.kind === 'INVALID')
      return [finding(rule, cell.cell, 'rule.not-a-number', `${cell.cell} does not hold a number.`, {})];
    const given = numberOf(cell);
    if (given === null) return [];
    const value = new Decimal(given);
    if (value.isNegative() && !value.isZero())
      return [finding(rule, cell.cell, 'rule.negative', `${cell.cell} is negative.`, { value: given })];
    const whole = indicators.get(cell.cell)?.type === 'INTEGER';
    return whole && !value.isInteger()
      ? [finding(rule, cell.cell, 'rule.not-whole', `${cell.cell} counts whole things.`, { value: given })]
      : [];
  });
}

function openDays(rule: RuleOf<'OPEN_DAYS'>, cells: Cells, { periodDays }: ValidationContext): Finding[] {
  const days = numberOf(cells.get(rule.cell));
  if (days === null || new Decimal(days).lte(periodDays)) return [];
  return [
    finding(rule, rule.cell, 'rule.more-days-than-period', `The period has ${periodDays} days.`, {
      days,
      periodDays,
    }),
  ];
}

function zeroWhile(rule: RuleOf<'ZERO_WHILE'>, cells: Cells): Finding[] {
  const value = numberOf(cells.get(rule.cell));
  const positive = numberOf(cells.get(rule.whilePositive));
  if (value === null || positive === null || !new Decimal(value).isZero() || new Decimal(positive).lte(0))
    return [];
  const message = `${rule.cell} is zero although ${rule.whilePositive} is ${positive}.`;
  return [
    finding(rule, rule.cell, 'rule.zero-while-active', message, {
      other: rule.whilePositive,
      value: positive,
    }),
  ];
}

function change(
  rule: RuleOf<'CHANGE'>,
  cells: Cells,
  { previous, indicators }: ValidationContext,
): Finding[] {
  return [...cells.values()].flatMap((cell) => {
    const now = numberOf(cell);
    const before = previous.get(cell.cell);
    if (now === null || before === undefined || new Decimal(before).isZero()) return [];
    const difference = new Decimal(now).minus(before);
    const percent = difference.div(before).times(100);
    const isSmall = difference.abs().lt(indicators.get(cell.cell)?.changeFloor ?? '0');
    if (isSmall || percent.abs().lte(rule.percent)) return [];
    const shown = percent.toFixed(0);
    return [
      finding(rule, cell.cell, 'rule.large-change', `${shown} % against last month (${before}).`, {
        percent: shown,
        before,
        now,
      }),
    ];
  });
}

function outliers(
  rule: RuleOf<'OUTLIER'>,
  cells: Cells,
  { history, indicators }: ValidationContext,
): Finding[] {
  return [...cells.values()].flatMap((cell) => {
    const now = numberOf(cell);
    const past = history.get(cell.cell) ?? [];
    const floor = indicators.get(cell.cell)?.changeFloor ?? '0';
    if (now === null || past.length < rule.minHistory || !isOutlier(now, past, rule.threshold, floor))
      return [];
    const message = `${now} lies far from the ${past.length} months before.`;
    return [finding(rule, cell.cell, 'rule.outlier', message, { now, months: past.length })];
  });
}

function duplicate(rule: RuleOf<'DUPLICATE'>, cells: Cells, { previous }: ValidationContext): Finding[] {
  const filled = [...cells.values()].filter((cell) => numberOf(cell) !== null);
  const same = filled.filter(
    (cell) => previous.has(cell.cell) && new Decimal(previous.get(cell.cell) ?? 0).eq(numberOf(cell) ?? 0),
  );
  if (filled.length < rule.minCells || same.length < filled.length) return [];
  const message = `All ${filled.length} numbers equal last month's.`;
  return [finding(rule, filled[0].cell, 'rule.copied', message, { cells: filled.length })];
}

function hierarchy(rule: RuleOf<'HIERARCHY'>, cells: Cells, { sumsOfParts }: ValidationContext): Finding[] {
  return [...sumsOfParts].flatMap(([cell, sum]) => {
    const total = numberOf(cells.get(cell));
    if (total === null) return [];
    const difference = new Decimal(total).minus(sum).abs();
    const allowed = new Decimal(sum).abs().times(rule.tolerancePercent).div(100);
    if (difference.lte(allowed)) return [];
    return [
      finding(rule, cell, 'rule.differs-from-parts', `${total} here, ${sum} over the units below.`, {
        total,
        sum,
      }),
    ];
  });
}

function finding(
  rule: ValidationRule,
  cell: string,
  code: string,
  message: string,
  params: Finding['params'],
): Finding {
  return { rule: rule.code, cell, severity: rule.severity, code, message, params };
}
