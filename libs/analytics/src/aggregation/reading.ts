import { Amount } from './amount.js';
import type { Coverage, ExpectedReport, Figure, Standing } from './figures.js';
import type { Parts } from './measure.js';

/** What one expected report says about one indicator. */
export interface Reading {
  report: ExpectedReport;
  state: 'USABLE' | 'SUPPRESSED' | 'NOT_APPLICABLE' | 'ABSENT';
  /** Every part, only when usable. */
  parts: Parts;
  figures: Figure[];
  /** Some parts are there and others are not, e.g. a mean without its weight. */
  isIncomplete: boolean;
}

/** Reads the parts of an indicator from a report's figures, by the rules for kinds of value. */
export function readingOf(
  report: ExpectedReport,
  parts: readonly string[],
  figures: ReadonlyMap<string, Figure> | undefined,
): Reading {
  const found = parts.map((code) => figures?.get(code));
  const present = found.filter((figure) => figure !== undefined);
  const reading = { report, figures: present, parts: new Map<string, Amount>(), isIncomplete: false };
  if (present.some(({ kind }) => kind === 'NOT_APPLICABLE')) return { ...reading, state: 'NOT_APPLICABLE' };
  const usable = present.filter(({ kind }) => kind === 'NUMBER' || kind === 'SUPPRESSED');
  if (usable.length < parts.length) return { ...reading, state: 'ABSENT', isIncomplete: usable.length > 0 };
  if (usable.some(({ kind }) => kind === 'SUPPRESSED')) return { ...reading, state: 'SUPPRESSED' };
  const amounts = usable.map(({ indicator, value }) => [indicator, new Amount(value ?? 0)] as const);
  return { ...reading, state: 'USABLE', parts: new Map(amounts) };
}

/** How many reports stand behind a set of readings; a suppressed one was handed in and counts. */
export function coverageOf(readings: readonly Reading[], waived: number): Coverage {
  const count = (...states: Reading['state'][]) =>
    readings.filter(({ state }) => states.includes(state)).length;
  const notApplicable = count('NOT_APPLICABLE');
  return {
    expected: readings.length - notApplicable,
    included: count('USABLE', 'SUPPRESSED'),
    waived,
    notApplicable,
  };
}

const WORST_FIRST: readonly Standing[] = ['PROVISIONAL', 'ESTIMATED', 'ACCEPTED'];

/** The least certain figure that was counted. */
export function standingOf(readings: readonly Reading[]): Standing {
  const counted = readings.filter(({ state }) => state === 'USABLE').flatMap(({ figures }) => figures);
  return WORST_FIRST.find((standing) => counted.some((figure) => figure.standing === standing)) ?? 'ACCEPTED';
}
