import { Injectable } from '@nestjs/common';
import { Transactions, type OperationContext } from '#platform';
import { DeadlineProposals } from '../deadlines/deadline-proposals.service.js';
import { ExpectedSlots } from './expected-slots.service.js';
import { ScheduledSlots } from './scheduled-slots.service.js';
import { SlotReference } from './slot-reference.js';

/**
 * Makes the expected reports of a partner, keeps those that have not opened in step with the calendars, and proposes later
 * due instants for open ones where a day off became known.
 */
@Injectable()
export class SlotGenerationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly reference: SlotReference,
    private readonly expected: ExpectedSlots,
    private readonly scheduled: ScheduledSlots,
    private readonly proposals: DeadlineProposals,
  ) {}

  /** Repeating it changes nothing. Answers how many slots were added. */
  async generate(ctx: OperationContext, partner: string): Promise<number> {
    return this.transactions.run(ctx, async (tx) => {
      const book = await this.reference.calendars.book(tx);
      const expected = await this.expected.ofPartner(tx, book, partner);
      const added = await this.scheduled.bringInStep(tx, partner, book, expected);
      await this.proposals.propose(tx, book, partner);
      return added;
    });
  }
}
