/** 1 / Φ⁻¹(3/4): makes the median absolute deviation comparable to a standard deviation. */
const CONSISTENCY = 0.6745;
/** The same for the mean absolute deviation, used where more than half of the past is one value. */
const MEAN_CONSISTENCY = 1.253314;

/**
 * Modified z score on log1p (Iglewicz and Hoaglin), for counts that grow by factors. A value nearer
 * to the median than `floor` is never an outlier: small units move by large percentages.
 */
export function isOutlier(
  value: string,
  history: readonly string[],
  threshold: number,
  floor: string,
): boolean {
  // The floor is in the indicator's unit and compared there: the way back from a logarithm is not exact.
  if (Math.abs(Number(value) - median(history.map(Number))) < Number(floor)) return false;
  const past = history.map((entry) => Math.log1p(Number(entry)));
  const center = median(past);
  const distance = Math.log1p(Number(value)) - center;
  const spread = median(past.map((entry) => Math.abs(entry - center)));
  if (spread > 0) return Math.abs((CONSISTENCY * distance) / spread) > threshold;
  const mean = past.reduce((sum, entry) => sum + Math.abs(entry - center), 0) / past.length;
  return mean > 0 ? Math.abs(distance) / (MEAN_CONSISTENCY * mean) > threshold : distance !== 0;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
