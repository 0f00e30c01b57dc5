import type { AggregateStatus, Coverage, NoValueReason } from './figures.js';
import { standingOf, type Reading } from './reading.js';

/** The worst of the parts: a figure is final only when everything expected was accepted. */
export function statusOf(coverage: Coverage, readings: readonly Reading[]): AggregateStatus {
  if (coverage.included < coverage.expected) return 'INCOMPLETE';
  const standing = standingOf(readings);
  return standing === 'ACCEPTED' ? 'FINAL' : standing;
}

/** The SDMX observation status of a figure or of its absence. */
export function obsStatusOf(reason: NoValueReason | null, readings: readonly Reading[]): string {
  if (reason === null) return { ACCEPTED: 'A', ESTIMATED: 'E', PROVISIONAL: 'P' }[standingOf(readings)];
  if (reason === 'suppressed') return 'Q';
  if (reason === 'not-applicable' || reason === 'waived') return 'M';
  const figures = readings.flatMap((reading) => reading.figures);
  const uncollected = figures.length > 0 && figures.every(({ kind }) => kind === 'NOT_COLLECTED');
  return uncollected ? 'L' : 'O';
}

/**
 * What a reader has to know beside the value: SYNTHETIC (invented demo data took part), stale=1
 * (the month-end figure is one period old), suppressed-parts=n, excluded=n (reports left
 * out because a part is missing, such as the weight of a mean).
 */
export function flagsOf(readings: readonly Reading[], age: number): string[] {
  const suppressed = readings.filter(({ state }) => state === 'SUPPRESSED').length;
  const excluded = readings.filter(({ isIncomplete }) => isIncomplete).length;
  return [
    ...(readings.some(isSynthetic) ? ['SYNTHETIC'] : []),
    ...(age > 0 ? [`stale=${age}`] : []),
    ...(suppressed > 0 ? [`suppressed-parts=${suppressed}`] : []),
    ...(excluded > 0 ? [`excluded=${excluded}`] : []),
  ];
}

function isSynthetic({ report, figures }: Reading): boolean {
  return report.synthetic || figures.some((figure) => figure.synthetic);
}
