import { Temporal } from 'temporal-polyfill/full';

/**
 * The instant at which a wall clock in `zone` shows `time` ('HH:MM') on `date`.
 * Where clocks are set back and the time occurs twice the later one counts; where they are set forward and it does not
 * occur at all, the first instant after the gap: a deadline is never taken earlier than a reader would expect.
 */
export function localInstant(date: string, time: string, zone: string): Temporal.ZonedDateTime {
  const wanted = Temporal.PlainDateTime.from(`${date}T${time}`);
  const found = wanted.toZonedDateTime(zone, { disambiguation: 'later' });
  if (found.toPlainDateTime().equals(wanted)) return found;
  const beforeGap = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return beforeGap.getTimeZoneTransition('next') ?? found;
}

/** The instant `days` calendar days after another, at the same wall-clock time in `zone`, as an ISO text with Z. */
export function lockAt(dueAt: string, days: number, zone: string): string {
  return Temporal.Instant.from(dueAt).toZonedDateTimeISO(zone).add({ days }).toInstant().toString();
}

/** The first instant of a calendar day in `zone`, as an ISO text with Z. */
export function startOfDay(date: string, zone: string): string {
  return localInstant(date, '00:00', zone).toInstant().toString();
}
