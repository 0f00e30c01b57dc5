import { addDays, lockAt, startOfDay, type Period, type PeriodTables } from '#calendars';
import type { CalendarBook } from '../calendars/calendar-book.js';
import { explanationRow, type DueExplanation } from './deadline-explanation.js';

/** When entry opens, when the report is due and why, and when it locks; instants RFC 3339. */
export interface SlotTimes {
  opensAt: string;
  dueAt: string;
  dueExplanation: DueExplanation;
  lockAt: string;
}

/** Entry opens the day after the period ended, at midnight where the unit is. */
export function openingInstant(period: Period, zone: string): string {
  return startOfDay(addDays(period.end, 1), zone);
}

/** Times that were counted already, for as long as the calendars they were counted by are the newest. */
const counted = new WeakMap<PeriodTables, Map<string, SlotTimes>>();

/**
 * The times of slots under the rule in force. Units of one partner that share calendar, zone and period share the
 * answer, so a country of hundreds of units counts each month's working days once, and a round that finds the calendars
 * as the one before did counts nothing. Everything that an answer depends on is part of its key, or of the tables.
 */
export class SlotTimesTable {
  private readonly known: Map<string, SlotTimes>;

  constructor(private readonly book: CalendarBook) {
    this.known = counted.get(book.periodTables) ?? new Map<string, SlotTimes>();
    counted.set(book.periodTables, this.known);
  }

  of(partner: string, unit: string, period: Period): SlotTimes {
    const { zone, workingCalendar } = this.book.assignment(partner, period.end, unit);
    const key = [partner, period.id, period.start, period.end, zone, workingCalendar].join(' ');
    const known = this.known.get(key);
    if (known) return known;
    const { reportDeadline, lockAfterDays } = this.book.policy;
    const deadline = this.book.deadline(partner, reportDeadline, period, period.end, unit);
    const times = {
      opensAt: openingInstant(period, zone),
      dueAt: deadline.dueAt,
      dueExplanation: explanationRow(deadline),
      lockAt: lockAt(deadline.dueAt, lockAfterDays, zone),
    };
    this.known.set(key, times);
    return times;
  }
}
