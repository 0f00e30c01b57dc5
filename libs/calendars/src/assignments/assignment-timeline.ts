import type { CalendarAssignment } from './calendar-assignment.js';

/**
 * Which assignment holds when: those of a single unit go before its partner's for as long as they are valid. The stretches
 * stand in order of time, each with its own `from` and `until`; days that no assignment covers lie between two of them.
 */
export function timelineOf(
  partners: readonly CalendarAssignment[],
  own: readonly CalendarAssignment[] = [],
): CalendarAssignment[] {
  const all = [...own, ...partners];
  const days = all.flatMap(({ from, until }) => [from ?? '', until]).filter((day) => day !== null);
  const bounds = [...new Set(days)].toSorted();
  return bounds.flatMap((from, index) => {
    const found = all.find((assignment) => covers(assignment, from));
    return found ? [{ ...found, from: from === '' ? null : from, until: bounds.at(index + 1) ?? null }] : [];
  });
}

// An open beginning is the empty text here, which sorts before every day.
function covers({ from, until }: CalendarAssignment, day: string): boolean {
  return (from ?? '') <= day && (until === null || day < until);
}
