import { isIsoDate } from '#calendars';

/**
 * Whose place in the network counts: the one at the end of each report's own period, the one today, or the one on a
 * named day.
 */
export type Structure = { kind: 'asReported' } | { kind: 'current' } | { kind: 'asOf'; date: string };

export const AS_REPORTED: Structure = { kind: 'asReported' };

const AS_OF = 'asOf:';

/** Reads `asReported`, `current` or `asOf:2026-07-01`; null for any other text. */
export function structureOf(text: string): Structure | null {
  if (text === 'asReported' || text === 'current') return { kind: text };
  const date = text.startsWith(AS_OF) ? text.slice(AS_OF.length) : '';
  return isIsoDate(date) ? { kind: 'asOf', date } : null;
}

/** The text that `structureOf` reads. */
export function structureText(structure: Structure): string {
  return structure.kind === 'asOf' ? `${AS_OF}${structure.date}` : structure.kind;
}

/** The one day on which places are read, ISO date; null where each report has a day of its own. */
export function dayOfStructure(structure: Structure, today: string): string | null {
  if (structure.kind === 'asReported') return null;
  return structure.kind === 'asOf' ? structure.date : today;
}
