import { Injectable } from '@nestjs/common';
import type { CalendarPolicy } from '#calendars';
import { Clock, type Transaction } from '#platform';
import { CalendarBook } from './calendar-book.js';
import { readCalendarFiles } from './calendar-files.js';
import type { CalendarTables } from './calendar-tables.js';
import { CalendarsRepository } from './calendars.repository.js';

/** The calendars as they stand in the database, together with the deadline rules of `config/reference`. */
@Injectable()
export class CalendarReference {
  /** Deadline rules; the assignments inside are those of the file, so ask the book for those in force. */
  private readonly policy: CalendarPolicy;
  private copy: { edition: string; tables: CalendarTables } | undefined;

  constructor(
    private readonly repository: CalendarsRepository,
    private readonly clock: Clock,
  ) {
    this.policy = readCalendarFiles().policy;
  }

  /**
   * The calendars for one operation. Costs one small query while nothing changed; the tables are read again only
   * after a change. The book must not outlive the transaction: a later one may see newer calendars.
   */
  async book(tx: Transaction): Promise<CalendarBook> {
    const { edition, unitAssignments } = await this.repository.watermark(tx);
    // The edition is read before the tables, so a change in between is read once more rather than missed.
    if (this.copy?.edition !== edition) this.copy = { edition, tables: await this.repository.tables(tx) };
    return new CalendarBook(this.policy, this.copy.tables, unitAssignments, this.clock);
  }

  /** The calendars as a transaction has just changed them; nothing of it is kept, because it may yet be rolled back. */
  async bookOfChange(tx: Transaction): Promise<CalendarBook> {
    const { unitAssignments } = await this.repository.watermark(tx);
    return new CalendarBook(this.policy, await this.repository.tables(tx), unitAssignments, this.clock);
  }
}
