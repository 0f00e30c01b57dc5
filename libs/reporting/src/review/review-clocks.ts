import { Injectable } from '@nestjs/common';
import { InvalidValueError, NotFoundError, type Transaction } from '#platform';
import { CalendarReference } from '../calendars/calendar-reference.js';
import type { Slot } from '../slots/slot.js';
import { SlotsRepository } from '../slots/slots.repository.js';
import { REPLY_WORKING_DAYS, type NewQuery, type ReviewQuery } from './review-query.js';

/** Working days of headquarters after which a report that somebody took and left is free for others again. */
const LEASE_WORKING_DAYS = 2;

/** The clocks of a review, each in the working days of whom it runs against. */
@Injectable()
export class ReviewClocks {
  constructor(
    private readonly calendars: CalendarReference,
    private readonly slots: SlotsRepository,
  ) {}

  /**
   * Questions with the instants by which their answers are wanted.
   *
   * @throws InvalidValueError `invalid-timestamp` for an instant that has passed.
   */
  async withReplyTimes(
    tx: Transaction,
    { partner, unit }: Slot,
    queries: readonly NewQuery[],
    at: string,
  ): Promise<Array<NewQuery & { replyBy: string }>> {
    if (queries.length === 0) return [];
    const book = await this.calendars.book(tx);
    return queries.map((query, index) => {
      const { replyBy = null } = query;
      if (replyBy !== null && Date.parse(replyBy) <= Date.parse(at)) {
        const message = 'The answer is wanted before the question was asked.';
        throw new InvalidValueError('invalid-timestamp', `/queries/${index}/replyBy`, message);
      }
      return {
        ...query,
        replyBy: replyBy ?? book.unitWorkingDaysAfter(partner, unit, at, REPLY_WORKING_DAYS),
      };
    });
  }

  /** By when somebody who is asked now has to answer. */
  async replyBy(
    tx: Transaction,
    query: Pick<ReviewQuery, 'partner' | 'slotId'>,
    at: string,
  ): Promise<string> {
    const slot = await this.slots.find(tx, query.slotId);
    if (!slot) throw new NotFoundError('report slot');
    return (await this.calendars.book(tx)).unitWorkingDaysAfter(
      slot.partner,
      slot.unit,
      at,
      REPLY_WORKING_DAYS,
    );
  }

  async reviewDueAt(tx: Transaction, submittedAt: string): Promise<Date> {
    return new Date((await this.calendars.book(tx)).reviewDueAt(submittedAt));
  }

  async leaseUntil(tx: Transaction, startedAt: string): Promise<Date> {
    return new Date((await this.calendars.book(tx)).hqWorkingDaysAfter(startedAt, LEASE_WORKING_DAYS));
  }
}
