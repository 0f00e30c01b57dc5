import { daysBetween } from '../dates/iso-date.js';
import type { LocalLabel, Period } from './period.js';
import { InvalidPeriodError } from './periods.errors.js';

/** Two months and two weeks: no change of calendar leaves a longer gap. */
const MAX_DAYS = 75;
const MARK = '~';

/**
 * A month which a change of calendar made shorter or longer: it keeps its first day, its name and its aligned month and
 * ends on another day. The id tells all of it, e.g. 'SOLAR_HIJRI_MONTH:1405-07~2026-10-31', so nobody has to look
 * anything up to know its bounds. Throws InvalidPeriodError for an end that no change can bring about.
 */
export function irregularPeriod(regular: Period, end: string): Period {
  const id = `${regular.id}${MARK}${end}`;
  const days = daysBetween(regular.start, end) + 1;
  if (days < 1 || days > MAX_DAYS || end === regular.end) throw new InvalidPeriodError(id);
  const localLabel = Object.fromEntries(
    Object.entries(regular.localLabel).map(([language, name]) => [language, `${name} (→ ${end})`]),
  ) as LocalLabel;
  return Object.freeze({ ...regular, id, end, days, irregular: true, comparable: false, localLabel });
}

/** Splits an id into that of the regular month and the day on which the irregular one ends, if it is one. */
export function splitIrregularId(id: string): { regularId: string; end: string | null } {
  const [regularId, end, ...rest] = id.split(MARK);
  if (rest.length > 0) throw new InvalidPeriodError(id);
  return { regularId, end: end ?? null };
}
