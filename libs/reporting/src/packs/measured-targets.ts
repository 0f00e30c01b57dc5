import { Decimal } from 'decimal.js';
import {
  achievementOf,
  numberOf,
  type Achievement,
  type ApprovedTarget,
  type Cells,
  type Indicator,
} from '#indicators';

/** A target beside what the report holds so far, settled or not. */
export interface MeasuredTarget extends ApprovedTarget {
  /** Decimal text in the indicator's unit, not rounded; null while a number that it is made of is missing. */
  actual: string | null;
  /** Null while there is nothing to measure. */
  achievement: Achievement | null;
}

/** How far one report is from its unit's targets (features IN-04): a ratio is divided after its parts are added. */
export function measuredTargets(
  targets: readonly ApprovedTarget[],
  indicators: ReadonlyMap<string, Indicator>,
  cells: Cells,
): MeasuredTarget[] {
  return targets.map((target) => {
    const indicator = indicators.get(target.indicator);
    const actual = indicator ? actualOf(indicator, cells) : null;
    return { ...target, actual, achievement: actual === null ? null : achieved(target, indicator, actual) };
  });
}

function achieved(
  { value, upper, baseline }: ApprovedTarget,
  indicator: Indicator | undefined,
  actual: string,
): Achievement | null {
  // A definition that says no more what is better leaves the target standing and nothing to judge it by.
  if (!indicator?.direction) return null;
  return achievementOf({ direction: indicator.direction, target: value, upper, baseline, actual });
}

function actualOf(indicator: Indicator, cells: Cells): string | null {
  if (indicator.kind === 'INPUT') return numberOf(cells.get(indicator.code));
  const [above, below] = [sumOf(cells, indicator.numerator), sumOf(cells, indicator.denominator)];
  if (above === null || below === null || below.isZero()) return null;
  return above.dividedBy(below).toString();
}

function sumOf(cells: Cells, codes: readonly string[]): Decimal | null {
  const numbers = codes.map((code) => numberOf(cells.get(code)));
  return numbers.reduce<Decimal | null>(
    (sum, number) => (sum === null || number === null ? null : sum.plus(number)),
    new Decimal(0),
  );
}
