import { Decimal } from 'decimal.js';
import type { Direction } from '../indicators/indicator.js';

/** Digits after the point of shares. */
const PLACES = 4;

export interface AchievementFacts {
  direction: Direction;
  /** Decimal text; of a band the lower bound. */
  target: string;
  /** Of a band the upper bound; null for the other directions. */
  upper: string | null;
  /** Where the unit started from. */
  baseline: string | null;
  actual: string;
}

export interface Achievement {
  isAchieved: boolean;
  /** 1.0000 is the target exactly, more is better whatever the direction; null where a division by zero would be needed. */
  ratio: string | null;
  /** The share of the way from baseline to target; null without a way. A band has none. */
  progress: string | null;
  /** A missing baseline leaves the achievement as it is: it is told and nothing is refused. */
  warnings: Array<'baseline-missing'>;
}

/** How far a figure is from its target, in the direction of the indicator (features IN-04). Exact until the answer. */
export function achievementOf(facts: AchievementFacts): Achievement {
  const [actual, target] = [new Decimal(facts.actual), new Decimal(facts.target)];
  const warnings: Achievement['warnings'] = facts.baseline === null ? ['baseline-missing'] : [];
  if (facts.direction === 'BAND')
    return { ...withinBand(actual, target, new Decimal(facts.upper ?? target)), warnings };
  const isHigher = facts.direction === 'HIGHER';
  return {
    isAchieved: isHigher ? actual.gte(target) : actual.lte(target),
    ratio: isHigher ? share(actual, target) : share(target, actual),
    progress: facts.baseline === null ? null : progress(actual, target, new Decimal(facts.baseline)),
    warnings,
  };
}

function withinBand(actual: Decimal, lower: Decimal, upper: Decimal): Omit<Achievement, 'warnings'> {
  if (actual.lt(lower)) return { isAchieved: false, ratio: share(actual, lower), progress: null };
  if (actual.gt(upper)) return { isAchieved: false, ratio: share(upper, actual), progress: null };
  return { isAchieved: true, ratio: new Decimal(1).toFixed(PLACES), progress: null };
}

/** The sign of the way takes care of the direction: downwards is as good a way as upwards. */
function progress(actual: Decimal, target: Decimal, baseline: Decimal): string | null {
  return share(actual.minus(baseline), target.minus(baseline));
}

function share(part: Decimal, whole: Decimal): string | null {
  return whole.isZero() ? null : part.dividedBy(whole).toFixed(PLACES, Decimal.ROUND_HALF_EVEN);
}
