import { numberOf, type CellContent, type Cells } from './cell.js';
import { Figure } from './figure.js';
import { findingOf, type Finding } from './finding.js';
import { comparable, isOutlier } from './outlier.js';
import type { RuleOf } from './rule.js';
import type { RuleFacts } from './rule-facts.js';
import { figureOf } from './sides.js';

/** Rules that compare a report with earlier ones. */

export function change(rule: RuleOf<'CHANGE'>, cells: Cells, { previous, indicators }: RuleFacts): Finding[] {
  return chosen(rule, cells).flatMap((cell) => {
    const now = numberOf(cell);
    const before = previous[cell.cell];
    if (now === null || before === undefined || new Figure(before).isZero()) return [];
    const difference = new Figure(now).minus(before);
    const percent = difference.div(before).times(100);
    const floor = figureOf(rule.floor ?? indicators[cell.cell]?.changeFloor);
    if (percent.abs().lte(figureOf(rule.percent)) || difference.abs().lt(floor)) return [];
    const rounded = percent.toFixed(0);
    const message = `${rounded} % against the month before (${before} → ${now}).`;
    const params = { percent: rounded, before, now };
    return [findingOf(rule, cell.cell, { code: 'rule.large-change', message, params })];
  });
}

export function outliers(
  rule: RuleOf<'OUTLIER'>,
  cells: Cells,
  { history, indicators, month }: RuleFacts,
): Finding[] {
  return chosen(rule, cells).flatMap((cell) => {
    const now = numberOf(cell);
    const past = comparable(history[cell.cell] ?? []);
    const floor = indicators[cell.cell]?.changeFloor ?? '0';
    const terms = { threshold: rule.threshold, floor };
    if (now === null || past.length < rule.minHistory || !isOutlier(now, past, month, terms)) return [];
    const message = `${now} lies far from the ${past.length} months before.`;
    const params = { now, months: past.length };
    return [findingOf(rule, cell.cell, { code: 'rule.outlier', message, params })];
  });
}

export function monotone(rule: RuleOf<'MONOTONE'>, cells: Cells, { previous }: RuleFacts): Finding[] {
  return chosen(rule, cells).flatMap((cell) => {
    const now = numberOf(cell);
    const before = previous[cell.cell];
    if (now === null || before === undefined || new Figure(now).gte(before)) return [];
    const message = `${cell.cell} counts from the beginning and cannot fall from ${before} to ${now}.`;
    return [findingOf(rule, cell.cell, { code: 'rule.cumulative-fell', message, params: { before, now } })];
  });
}

export function duplicate(rule: RuleOf<'DUPLICATE'>, cells: Cells, { previous }: RuleFacts): Finding[] {
  const filled = [...cells.values()].filter((cell) => numberOf(cell) !== null);
  const same = filled.filter(
    ({ cell, value }) => previous[cell] !== undefined && new Figure(previous[cell]).eq(value ?? 0),
  );
  if (filled.length < rule.minCells || same.length < filled.length) return [];
  const message = `All ${filled.length} numbers equal last month's.`;
  const params = { cells: filled.length };
  return [findingOf(rule, filled[0].cell, { code: 'rule.copied', message, params })];
}

/** Rounded guesses end in 0 or 5 more often than counted things do. Zero itself is no guess. */
export function digits(rule: RuleOf<'DIGIT'>, cells: Cells, { history }: RuleFacts): Finding[] {
  const filled = chosen(rule, cells).filter((cell) => numberOf(cell) !== null);
  const values = filled.flatMap(({ cell, value }) => [
    value ?? '',
    ...(history[cell] ?? []).map((point) => point.value),
  ]);
  const counts = values.filter((value) => /^\d*[1-9]\d*(\.0+)?$/.test(value)).map(wholePart);
  const round = counts.filter((value) => /[05]$/.test(value)).length;
  if (filled.length === 0 || counts.length < rule.minCount) return [];
  const share = new Figure(round).times(100).div(counts.length);
  if (share.lte(figureOf(rule.percent))) return [];
  const params = { percent: share.toFixed(0), values: counts.length };
  const message = `${params.percent} % of ${counts.length} values end in 0 or 5.`;
  return [findingOf(rule, filled[0].cell, { code: 'rule.rounded-values', message, params })];
}

function wholePart(value: string): string {
  return value.split('.')[0];
}

/** The cells that a rule is about: those it names, or all. */
export function chosen(rule: { cells?: readonly string[] }, cells: Cells): CellContent[] {
  return [...cells.values()].filter(({ cell }) => rule.cells?.includes(cell) ?? true);
}
