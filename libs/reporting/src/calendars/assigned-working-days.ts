import { Injectable } from '@nestjs/common';
import { WorkingDays, type WorkingDayCount, type WorkingPlace } from '#centres';
import type { Transaction } from '#platform';
import { CalendarReference } from './calendar-reference.js';

/** Counts working days for the libraries below, in the calendar that is assigned to a place. */
@Injectable()
export class AssignedWorkingDays {
  constructor(
    private readonly calendars: CalendarReference,
    days: WorkingDays,
  ) {
    days.register(this);
  }

  async countIn(tx: Transaction, { partner, unit }: WorkingPlace): Promise<WorkingDayCount> {
    const book = await this.calendars.book(tx);
    return (date, count) => book.addWorkingDays(book.workingCalendarOf(partner, date, unit), date, count);
  }
}
