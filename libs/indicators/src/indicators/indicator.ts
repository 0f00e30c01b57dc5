/** How values of one indicator combine along an axis. DISTINCT counts do not combine at all. */
export type AggregationMethod = 'SUM' | 'LAST_VALUE' | 'WEIGHTED_MEAN' | 'DISTINCT';

export const DIRECTIONS = ['HIGHER', 'LOWER', 'BAND'] as const;
/** Where good lies: the more the better, the less the better, or between two bounds. */
export type Direction = (typeof DIRECTIONS)[number];

export const COMPARABILITIES = ['SAME', 'BREAK', 'RESTATED'] as const;
/**
 * How figures of a version stand to those of the version before: as good as the same, not to be compared, or
 * comparable because the earlier ones were computed anew.
 */
export type Comparability = (typeof COMPARABILITIES)[number];

/** A published version, as far as time series ask. */
export interface Edition {
  version: number;
  /** Aligned month; null: from the beginning. */
  appliesFrom: string | null;
  comparability: Comparability | null;
}

interface IndicatorBase {
  id: string;
  code: string;
  version: number;
  unit: string;
  /** Digits after the point in answers; arithmetic is exact until then. */
  decimals: number;
  title: Record<string, string>;
  /** Absent: nobody said what is better, so there are no targets. */
  direction?: Direction;
  /** What is counted and what is not, by language. */
  definition?: Record<string, string>;
  /** To the version before; absent for the first one. */
  comparability?: Comparability;
  /** Aligned month from which the version applies; absent: from the beginning. */
  appliesFrom?: string;
  /** Every published version, this one included, oldest first; absent: this one alone. */
  editions?: readonly Edition[];
}

/** An indicator that partners report: a cell of the form. */
export interface InputIndicator extends IndicatorBase {
  kind: 'INPUT';
  type: 'INTEGER' | 'DECIMAL';
  space: AggregationMethod;
  time: AggregationMethod;
  /** For WEIGHTED_MEAN: the indicator whose values weigh. */
  weight: string | null;
  optional: boolean;
  /** Smallest absolute change that can be remarkable, in the indicator's unit. */
  changeFloor: string;
}

/** A ratio of sums: numerator and denominator are aggregated first, divided last. */
export interface DerivedIndicator extends IndicatorBase {
  kind: 'DERIVED';
  numerator: string[];
  denominator: string[];
}

export type Indicator = InputIndicator | DerivedIndicator;

function editionsOf({ editions, version, appliesFrom, comparability }: Indicator): readonly Edition[] {
  return editions ?? [{ version, appliesFrom: appliesFrom ?? null, comparability: comparability ?? null }];
}

/** Aligned months from which figures are not to be compared with earlier ones, oldest first (features 3.7). */
export function breaksOf(indicator: Indicator): string[] {
  const breaks = editionsOf(indicator).filter(({ comparability }) => comparability === 'BREAK');
  return [...new Set(breaks.flatMap(({ appliesFrom }) => appliesFrom ?? []))].toSorted();
}

/** The newest version that applies to an aligned month; of no month at all the newest. */
export function versionAt(indicator: Indicator, month: string | undefined): number {
  const applies = ({ appliesFrom }: Edition) =>
    month === undefined || appliesFrom === null || appliesFrom <= month;
  return editionsOf(indicator).findLast(applies)?.version ?? indicator.version;
}

/** The input indicators that an indicator is computed from, itself included. */
export function inputsOf(indicator: Indicator): string[] {
  if (indicator.kind === 'DERIVED') return [...new Set([...indicator.numerator, ...indicator.denominator])];
  return indicator.weight ? [indicator.code, indicator.weight] : [indicator.code];
}
