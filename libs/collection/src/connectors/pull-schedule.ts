import { addDays, localDateIn } from '#calendars';
import { isTime } from './breaker.lifecycle.js';
import type { Connector } from './connector.js';

const HOUR = new Map<string, Intl.DateTimeFormat>();

/**
 * Whether a connector should be asked for a month now: in one of its hours on the partner's own clock, so many days
 * after the month's last day, and not while it still waits after a failure.
 *
 * @param monthEnd last day of the month in the partner's own calendar, inclusive.
 */
export function isDue(
  connector: Pick<Connector, 'hours' | 'daysAfterPeriod' | 'retryAt'>,
  monthEnd: string,
  now: string,
  zone: string,
): boolean {
  const { hours, daysAfterPeriod, retryAt } = connector;
  if (!isTime(retryAt?.toISOString() ?? null, now)) return false;
  if (daysAfterPeriod > 0 && localDateIn(zone, now) < addDays(monthEnd, daysAfterPeriod)) return false;
  return hours.length === 0 || hours.includes(hourIn(zone, now));
}

function hourIn(zone: string, now: string): number {
  const format =
    HOUR.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' });
  HOUR.set(zone, format);
  return Number(format.format(new Date(now)));
}
