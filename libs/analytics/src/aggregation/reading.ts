import { cellOf } from '#indicators';
import { Amount } from './amount.js';
import type { Coverage, ExpectedReport, Figure, Standing } from './figures.js';
import type { Parts } from './measure.js';

/** What one expected report says about one indicator. */
export interface Reading {
  report: ExpectedReport;
  state: 'USABLE' | 'SUPPRESSED' | 'NOT_APPLICABLE' | 'ABSENT';
  /** The parts that are numbers; every one of them when usable. */
  parts: Parts;
  figures: Figure[];
  /** Some parts are there and others are not, e.g. a mean without its weight. */
  isIncomplete: boolean;
}

/**
 * Reads the parts of an indicator from a report's figures, by the rules for kinds of value.
 *
 * @param breakdown codes of the group that is read; null: everybody together
 */
export function readingOf(
  report: ExpectedReport,
  parts: readonly string[],
  found: ReadonlyMap<string, Figure> | undefined,
  breakdown: string | null = null,
): Reading {
  const figures: Figure[] = [];
  const amounts = new Map<string, Amount>();
  let suppressed = 0;
  let doesApply = true;
  // A plain loop: an overview reads tens of thousands of figures.
  for (const code of parts) {
    const figure = found?.get(cellOf(code, breakdown));
    if (!figure) continue;
    figures.push(figure);
    if (figure.kind === 'NUMBER') amounts.set(code, new Amount(figure.value ?? 0));
    if (figure.kind === 'SUPPRESSED') suppressed += 1;
    if (figure.kind === 'NOT_APPLICABLE') doesApply = false;
  }
  const state = stateOf(parts.length, amounts.size, suppressed, doesApply);
  const isIncomplete = state === 'ABSENT' && amounts.size + suppressed > 0;
  return { report, figures, parts: amounts, state, isIncomplete };
}

function stateOf(needed: number, numbers: number, suppressed: number, doesApply: boolean): Reading['state'] {
  if (!doesApply) return 'NOT_APPLICABLE';
  if (numbers + suppressed < needed) return 'ABSENT';
  return suppressed > 0 ? 'SUPPRESSED' : 'USABLE';
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

/** The least certain figure that was counted. */
export function standingOf(readings: readonly Reading[]): Standing {
  let worst: Standing = 'ACCEPTED';
  for (const { state, figures } of readings) {
    if (state !== 'USABLE') continue;
    for (const { standing } of figures) {
      if (standing === 'PROVISIONAL') return standing;
      if (standing === 'ESTIMATED') worst = standing;
    }
  }
  return worst;
}
