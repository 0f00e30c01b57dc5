import { breaksOf, type Indicator } from '#indicators';
import type { AggregateStatus, Coverage, DifferentDefinition, NoValueReason } from './figures.js';
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

/** Ids of the notes that some figure in an answer falls under: its country's, of a part of it, from that month on. */
export function differencesIn(
  differences: readonly DifferentDefinition[],
  codes: readonly string[],
  readings: readonly Reading[],
): string[] {
  return differences
    .filter(({ indicator }) => codes.includes(indicator))
    .filter(({ partner, from }) =>
      readings.some(
        ({ state, report }) => state === 'USABLE' && report.partner === partner && report.month >= from,
      ),
    )
    .map(({ id }) => id);
}

/** A settled figure that is defined differently (D), or begins a series that is not to be compared (B), says so. */
export function markedStatus(
  status: string,
  { isDifferent, isBreak }: { isDifferent: boolean; isBreak: boolean },
): string {
  if (status !== 'A') return status;
  if (isDifferent) return 'D';
  return isBreak ? 'B' : status;
}

export function isBreakAt(indicator: Indicator, month: string | null): boolean {
  return month !== null && breaksOf(indicator).includes(month);
}

/** A figure over months on both sides of a break mixes two definitions. */
export function breakFlags(indicator: Indicator, months: readonly string[]): string[] {
  const isAcross = (at: string) => months.some((month) => month < at) && months.some((month) => month >= at);
  return breaksOf(indicator)
    .filter(isAcross)
    .map((at) => `break=${at}`);
}
