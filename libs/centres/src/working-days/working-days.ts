import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';

/** Where days are counted: in a country, or in one of its units when that has a calendar of its own. */
export interface WorkingPlace {
  partner: string;
  /** Code of a unit; absent: the country's own calendar. */
  unit?: string;
}

/**
 * The n-th working day after a day 'YYYY-MM-DD'; 0 is the day itself or the next one worked, negative counts back.
 */
export type WorkingDayCount = (date: string, count: number) => string;

/** Whoever keeps the calendars. */
export interface WorkingDaySource {
  countIn(tx: Transaction, place: WorkingPlace): Promise<WorkingDayCount>;
}

/**
 * Counting in a partner's working days, for libraries that stand below the one that keeps the calendars; that one
 * registers itself here.
 */
@Injectable()
export class WorkingDays {
  private source: WorkingDaySource | undefined;

  register(source: WorkingDaySource): void {
    this.source = source;
  }

  /**
   * The calendar as one operation sees it; the answer must not outlive its transaction. Which calendar holds is decided
   * by each day that is counted from.
   *
   * @throws NoCalendarAssignmentError when a day is counted for which the place has no calendar.
   */
  async countIn(tx: Transaction, place: WorkingPlace): Promise<WorkingDayCount> {
    if (!this.source) throw new Error('Nobody registered the calendars.');
    return this.source.countIn(tx, place);
  }
}
