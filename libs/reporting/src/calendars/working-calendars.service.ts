import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import {
  addDays,
  daysBetween,
  type DayExplanation,
  type DayOverride,
  type WorkingCalendar,
} from '#calendars';
import {
  HQ_SCOPE,
  InvalidParameterError,
  NotFoundError,
  Transactions,
  type OperationContext,
} from '#platform';
import { CalendarChanges } from './calendar-changes.js';
import { CalendarReference } from './calendar-reference.js';
import type { CalendarBook } from './calendar-book.js';

/** Days that one question may ask for: a year and a month on either side. */
const MAX_DAYS = 430;

/** A day as the desk records it. */
export type RecordedDay = Omit<DayOverride, 'recordedOn'>;

/** Which days offices work, why, and how the desk corrects it. */
@Injectable()
export class WorkingCalendarsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly calendars: CalendarReference,
    private readonly changes: CalendarChanges,
    private readonly audit: Audit,
  ) {}

  async list(ctx: OperationContext): Promise<readonly WorkingCalendar[]> {
    return this.transactions.read(ctx, async (tx) => (await this.calendars.book(tx)).workingCalendars);
  }

  /**
   * Every day of [from, to], both included, with its reason and source.
   *
   * @throws NotFoundError for an unknown calendar, InvalidParameterError for a range that is empty or too long.
   */
  async days(ctx: OperationContext, code: string, from: string, to: string): Promise<DayExplanation[]> {
    const count = daysBetween(from, to) + 1;
    if (count < 1) throw badRange('invalid-range', '“from” comes after “to”.');
    if (count > MAX_DAYS) throw badRange('range-too-large', `At most ${MAX_DAYS} days.`);
    const book = await this.transactions.read(ctx, (tx) => this.calendars.book(tx));
    assertKnown(book, code);
    return Array.from({ length: count }, (_, index) => book.explainDay(code, addDays(from, index)));
  }

  /**
   * Records what a newer source says about a day; older entries stay and count no more. Reports that have not opened
   * follow at the next round; for open ones a later due instant is proposed.
   *
   * @throws NotFoundError for an unknown calendar.
   */
  async record(ctx: OperationContext, code: string, day: RecordedDay): Promise<DayExplanation> {
    return this.transactions.run(ctx, async (tx) => {
      const known = await this.calendars.book(tx);
      assertKnown(known, code);
      const id = await this.changes.addDay(tx, code, day);
      const after = (await this.calendars.bookOfChange(tx)).explainDay(code, day.date);
      this.audit.record(tx, {
        partner: HQ_SCOPE,
        action: 'calendar.record-day',
        entity: 'calendar_day',
        entityId: id,
        before: { calendar: code, ...known.explainDay(code, day.date) },
        after: { calendar: code, kind: day.kind, ...after },
      });
      return after;
    });
  }
}

function assertKnown(book: CalendarBook, code: string): void {
  if (!book.workingCalendars.some((calendar) => calendar.code === code))
    throw new NotFoundError('working calendar');
}

function badRange(code: string, message: string): InvalidParameterError {
  return new InvalidParameterError([{ pointer: 'to', code, message }], code);
}
