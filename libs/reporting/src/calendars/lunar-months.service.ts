import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { daysBetween } from '#calendars';
import { HQ_SCOPE, Transactions, type OperationContext } from '#platform';
import { CalendarChanges } from './calendar-changes.js';
import { CalendarReference } from './calendar-reference.js';
import type { LunarMonthRow } from './calendar-tables.js';
import { LunarMonthLengthError } from './calendars.errors.js';

const MONTHS_PER_YEAR = 12;
const SHORTEST_DAYS = 29;
const LONGEST_DAYS = 30;

/** The table of observed lunar months, filled in as they are announced. */
@Injectable()
export class LunarMonthsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly calendars: CalendarReference,
    private readonly changes: CalendarChanges,
    private readonly audit: Audit,
  ) {}

  /** In order of time. */
  async list(ctx: OperationContext): Promise<readonly LunarMonthRow[]> {
    return this.transactions.read(ctx, async (tx) => (await this.calendars.book(tx)).lunarMonths);
  }

  /**
   * Records where a month begins; a later record of the same month replaces the earlier one. Periods that were used
   * already keep the bounds they had.
   *
   * @throws LunarMonthLengthError when a neighbouring month would not have 29 or 30 days.
   */
  async record(ctx: OperationContext, month: LunarMonthRow): Promise<LunarMonthRow> {
    return this.transactions.run(ctx, async (tx) => {
      const known = (await this.calendars.book(tx)).lunarMonths;
      assertPlausible(known, month);
      await this.changes.addLunarMonth(tx, month);
      this.audit.record(tx, {
        partner: HQ_SCOPE,
        action: 'calendar.record-lunar-month',
        entity: 'lunar_month',
        entityId: `${month.year}-${String(month.month).padStart(2, '0')}`,
        before: known.find((one) => numberOf(one) === numberOf(month)) ?? null,
        after: month,
      });
      return month;
    });
  }
}

function assertPlausible(known: readonly LunarMonthRow[], month: LunarMonthRow): void {
  const lengths = known.flatMap((other) => {
    const distance = numberOf(other) - numberOf(month);
    const days = daysBetween(month.firstDay, other.firstDay);
    return Math.abs(distance) === 1 ? [days * distance] : [];
  });
  const odd = lengths.find((days) => days < SHORTEST_DAYS || days > LONGEST_DAYS);
  if (odd !== undefined) throw new LunarMonthLengthError(odd);
}

function numberOf({ year, month }: { year: number; month: number }): number {
  return year * MONTHS_PER_YEAR + month;
}
