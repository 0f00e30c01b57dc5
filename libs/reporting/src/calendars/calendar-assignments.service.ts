import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import { addDays, type CalendarAssignment } from '#calendars';
import { UnitsService, type RegisteredUnit } from '#centres';
import { NotFoundError, Transactions, type OperationContext, type Transaction } from '#platform';
import type { CalendarBook } from './calendar-book.js';
import { CalendarChanges } from './calendar-changes.js';
import type { NewCalendarAssignment } from './calendar-changes.repository.js';
import { CalendarReference } from './calendar-reference.js';
import { atPointer, CalendarAssignmentExistsError, CalendarChangeTooEarlyError } from './calendars.errors.js';

/** A change of calendar as headquarters orders it. */
export type CalendarOrder = Omit<NewCalendarAssignment, 'id'>;

/**
 * Which calendar a unit reports in, and since when. The network unit of a partner stands for the whole country; any other
 * unit may have an exception of its own.
 */
@Injectable()
export class CalendarAssignmentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly calendars: CalendarReference,
    private readonly changes: CalendarChanges,
    private readonly units: UnitsService,
    private readonly audit: Audit,
  ) {}

  /** What holds for a unit when, in order of time. @throws NotFoundError */
  async list(ctx: OperationContext, code: string): Promise<CalendarAssignment[]> {
    return this.transactions.read(ctx, async (tx) => {
      const { partner } = await this.unit(tx, ctx, code);
      return (await this.calendars.book(tx)).timeline(partner, code);
    });
  }

  /**
   * Lets a unit, or through its network a country, change calendar, zone or working days from a day on. Reports that are
   * open keep what they have; the others follow at the next round.
   *
   * @throws NotFoundError, CalendarAssignmentExistsError, CalendarChangeTooEarlyError, InvalidValueError when the calendar
   *   is unknown or the change leaves days without a period.
   */
  async assign(ctx: OperationContext, code: string, order: CalendarOrder): Promise<CalendarAssignment[]> {
    return this.transactions.run(ctx, async (tx) => {
      const unit = await this.unit(tx, ctx, code);
      const known = await this.calendars.book(tx);
      atPointer('/workingCalendar', () => known.calendar(order.workingCalendar));
      const before = known.timeline(unit.partner, code);
      assertNewest(before, order.from);
      await this.changes.assign(tx, unit, { id: uuid(), ...order });
      const book = await this.calendars.bookOfChange(tx);
      await this.assertDivisible(tx, book, unit, order);
      const after = book.timeline(unit.partner, code);
      this.audit.record(tx, {
        partner: unit.partner,
        action: 'calendar.assign',
        entity: 'unit',
        entityId: code,
        before: { assignments: before },
        after: { assignments: after },
      });
      return after;
    });
  }

  private async unit(tx: Transaction, ctx: OperationContext, code: string): Promise<RegisteredUnit> {
    const isWithin = ctx.units === null || ctx.units.includes(code);
    const found = isWithin ? await this.units.findUnit(tx, code) : null;
    if (!found) throw new NotFoundError('unit');
    return found;
  }

  /** Every day from the first that is not open yet has to lie in one period that holds no day of an open report. */
  private async assertDivisible(
    tx: Transaction,
    book: CalendarBook,
    unit: RegisteredUnit,
    { from }: CalendarOrder,
  ): Promise<void> {
    const openedUntil = await this.changes.openedUntil(tx, unit);
    const first = openedUntil === null ? addDays(from, -1) : addDays(openedUntil, 1);
    const until = addDays([from, first].toSorted()[1], 1);
    const periods = atPointer('/from', () => book.periods(unit.partner, first, until, unit.code));
    if (openedUntil !== null && (periods.at(0)?.start ?? first) <= openedUntil)
      throw new CalendarChangeTooEarlyError(from, openedUntil);
  }
}

function assertNewest(timeline: readonly CalendarAssignment[], from: string): void {
  const later = timeline.find((assignment) => assignment.from !== null && assignment.from >= from);
  if (later) throw new CalendarAssignmentExistsError(later.from ?? from);
}
