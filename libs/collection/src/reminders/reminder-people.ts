import type { Recipient } from '#identity';
import { HQ_SCOPE } from '#platform';
import type { CalendarBook } from '#reporting';
import type { RemindedPerson } from './decide-reminders.js';
import type { Workplace } from './office-hours.js';

/** A person to be reminded, with the home scope of the account. */
export type ReminderPerson = RemindedPerson & { scope: string };

/**
 * Folds memberships into people. Somebody of headquarters works by headquarters' calendar; somebody of one unit by that
 * unit's, which may lie in another zone than the rest of the country.
 */
export function peopleOf(
  recipients: readonly Recipient[],
  book: CalendarBook,
  partner: string,
): ReminderPerson[] {
  const byId = new Map<string, ReminderPerson>();
  for (const { id, scope, role, unit } of recipients) {
    const known = byId.get(id);
    const duties = [...(known?.duties ?? []), { role, unit }];
    const place = known ?? workplaceOf(book, scope, partner, unit);
    byId.set(id, { id, scope, duties, zone: place.zone, calendar: place.calendar });
  }
  return [...byId.values()];
}

/** Where headquarters works. */
export function headquarters(book: CalendarBook): Workplace {
  const calendar = book.calendar(book.policy.hqWorkingCalendar);
  return { zone: calendar.zone, calendar };
}

function workplaceOf(book: CalendarBook, scope: string, partner: string, unit: string | null): Workplace {
  if (scope === HQ_SCOPE) return headquarters(book);
  const { date, zone } = book.localNow(partner, unit ?? undefined);
  return { zone, calendar: book.calendar(book.workingCalendarOf(partner, date, unit ?? undefined)) };
}
