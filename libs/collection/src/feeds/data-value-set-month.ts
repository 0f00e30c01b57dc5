import { InvalidValueError } from '#platform';
import { readPeriod } from '../profiles/period-text.js';
import { ReportRefusal } from '../profiles/report.js';
import type { SourceProfile } from '../profiles/source-profile.js';

/** The members of a data value set that say which month it is about. */
export interface SetPeriods {
  period?: string;
  dataValues: readonly { period?: string }[];
}

const MAX_NAMED = 12;

/**
 * The one month of a data value set. A set about several months is refused with their names instead of being taken
 * apart: each month is a report of its own, which somebody submits and somebody accepts.
 *
 * @throws InvalidValueError `periods-mixed`, `invalid-period`.
 */
export function monthOfSet(set: SetPeriods, profile: SourceProfile): string {
  const ofValues = set.dataValues.map(({ period }) => period ?? set.period ?? '');
  const written = [...new Set(ofValues.filter((period) => period !== ''))];
  const ids = [...new Set(written.map((period) => idOf(period, profile)))].toSorted();
  const [only] = ids;
  if (only === undefined) throw new InvalidValueError('invalid-period', '/period', 'The set names no month.');
  if (ids.length === 1) return only;
  const named = ids.slice(0, MAX_NAMED).join(', ');
  throw new InvalidValueError(
    'periods-mixed',
    '/dataValues',
    `Send one month at a time. This set holds ${named}.`,
    { periods: ids.slice(0, MAX_NAMED) },
  );
}

function idOf(period: string, { period: rule, numbers }: SourceProfile): string {
  try {
    return readPeriod(period, rule, numbers.digits, {}).id;
  } catch (error) {
    if (!(error instanceof ReportRefusal)) throw error;
    throw new InvalidValueError('invalid-period', '/dataValues', error.message);
  }
}
