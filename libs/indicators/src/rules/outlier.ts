import type { PastPoint } from './rule-facts.js';

/** 1 / Φ⁻¹(3/4): makes the median absolute deviation comparable to a standard deviation. */
const CONSISTENCY = 0.6745;
/** The same for the mean absolute deviation, used where more than half of the past is one value. */
const MEAN_CONSISTENCY = 1.253314;
/** From so many points on a month is judged by the same month of other years. */
const SEASONAL_POINTS = 24;

export interface OutlierTerms {
  threshold: number;
  /** In the indicator's unit: a value nearer to the middle of the past is never an outlier. */
  floor: string;
}

/**
 * Modified z score on log1p (Iglewicz and Hoaglin), for counts that grow by factors. With two years of past and more, a
 * value is compared with the same calendar month of other years, and the spread is that round each month's own middle.
 *
 * @param month of the value, in the calendar of the points.
 */
export function isOutlier(
  value: string,
  past: readonly PastPoint[],
  month: number,
  { threshold, floor }: OutlierTerms,
): boolean {
  const sameMonth = past.filter((point) => point.month === month);
  const isSeasonal = past.length >= SEASONAL_POINTS && sameMonth.length > 0;
  const baseline = (isSeasonal ? sameMonth : past).map((point) => Number(point.value));
  // The floor is in the indicator's unit and compared there: the way back from a logarithm is not exact.
  if (Math.abs(Number(value) - median(baseline)) < Number(floor)) return false;
  const distance = Math.log1p(Number(value)) - median(baseline.map(Math.log1p));
  return isFar(distance, isSeasonal ? seasonalDeviations(past) : deviations(past.map(logOf)), threshold);
}

/** What of a past can be compared: everything since the series last began anew. */
export function comparable(past: readonly PastPoint[]): readonly PastPoint[] {
  const lastBreak = past.findIndex((point) => point.isBreak);
  return lastBreak === -1 ? past : past.slice(0, lastBreak + 1);
}

function isFar(distance: number, spreads: readonly number[], threshold: number): boolean {
  const spread = median(spreads);
  if (spread > 0) return Math.abs((CONSISTENCY * distance) / spread) > threshold;
  const mean = spreads.reduce((sum, entry) => sum + entry, 0) / spreads.length;
  return mean > 0 ? Math.abs(distance) / (MEAN_CONSISTENCY * mean) > threshold : distance !== 0;
}

function deviations(logs: readonly number[]): number[] {
  const center = median(logs);
  return logs.map((entry) => Math.abs(entry - center));
}

/** Few points lie nearer to their own middle than to the true one; the factor makes up for it. */
function seasonalDeviations(past: readonly PastPoint[]): number[] {
  const byMonth = new Map<number, number[]>();
  for (const point of past) byMonth.set(point.month, [...(byMonth.get(point.month) ?? []), logOf(point)]);
  const repeated = [...byMonth.values()].filter((logs) => logs.length > 1);
  const spreads = repeated.flatMap((logs) =>
    deviations(logs).map((entry) => entry * Math.sqrt(logs.length / (logs.length - 1))),
  );
  return spreads.length > 0 ? spreads : deviations(past.map(logOf));
}

function logOf(point: PastPoint): number {
  return Math.log1p(Number(point.value));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
