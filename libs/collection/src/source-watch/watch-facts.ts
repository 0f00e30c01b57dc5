import { Injectable } from '@nestjs/common';
import { localDateIn } from '#calendars';
import { Clock, type Transaction } from '#platform';
import { CalendarReference, SlotsReadModel, type CalendarBook, type ListedSlot } from '#reporting';
import { SourceHandInsReadModel } from './source-hand-ins.read-model.js';
import type { WatchedMonth, WatchFacts } from './watch-sources.js';

/** So many working days before the deadline somebody can still ring the partner up and get the month. */
export const QUIET_LEAD_WORKING_DAYS = 3;
const MAX_SLOTS = 2_000;
const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;

/** Gathers what the watch looks at, in the partner's own calendar. */
@Injectable()
export class WatchFactsReader {
  constructor(
    private readonly handIns: SourceHandInsReadModel,
    private readonly slots: SlotsReadModel,
    private readonly calendars: CalendarReference,
    private readonly clock: Clock,
  ) {}

  async read(tx: Transaction, partner: string): Promise<WatchFacts> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - YEAR_MS).toISOString();
    const sources = await this.handIns.sources(tx, partner, since);
    const book = await this.calendars.book(tx);
    const today = book.localNow(partner).date;
    if (sources.length === 0) return { today, sources, months: [], handIns: [] };
    const question = {
      partners: [partner],
      months: null,
      periodId: null,
      state: 'OPEN' as const,
      after: null,
    };
    const open = await this.slots.list(tx, { ...question, now: now.toISOString(), limit: MAX_SLOTS });
    const awaited = open.filter(({ firstSubmittedAt }) => firstSubmittedAt === null);
    const months = awaitedMonths(awaited, book, partner);
    return { today, sources, months, handIns: await this.handIns.handIns(tx, partner) };
  }
}

/** The earliest deadline of each month counts: whoever is due first must not be found quiet too late. */
function awaitedMonths(slots: readonly ListedSlot[], book: CalendarBook, partner: string): WatchedMonth[] {
  const dueAts = new Map<string, string>();
  for (const { period, dueAt } of slots) {
    const known = dueAts.get(period.alignedTo);
    if (known === undefined || dueAt < known) dueAts.set(period.alignedTo, dueAt);
  }
  return [...dueAts].map(([month, dueAt]) => ({ month, dueAt, quietFrom: quietFrom(book, partner, dueAt) }));
}

function quietFrom(book: CalendarBook, partner: string, dueAt: string): string {
  const { zone, workingCalendar } = book.assignment(partner, dueAt.slice(0, 10));
  return book.addWorkingDays(workingCalendar, localDateIn(zone, dueAt), -QUIET_LEAD_WORKING_DAYS);
}
