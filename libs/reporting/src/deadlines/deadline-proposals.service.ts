import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import { Clock, type Transaction } from '#platform';
import type { CalendarBook } from '../calendars/calendar-book.js';
import { DeadlineProposalsRepository, type WaitingSlot } from './deadline-proposals.repository.js';
import { SlotTimesTable, type SlotTimes } from './slot-times.js';

const UNNAMED_CAUSE = { text: 'calendars of config/reference', by: 'config/reference' };

/**
 * A due instant is fixed when its report opens. When a day off becomes known afterwards, nothing moves by itself: a later
 * instant is proposed, an earlier one never, and a second person at headquarters decides.
 */
@Injectable()
export class DeadlineProposals {
  constructor(
    private readonly repository: DeadlineProposalsRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Compares the open reports of a partner with the calendars; repeating it adds nothing. Answers how many are new. */
  async propose(tx: Transaction, book: CalendarBook, partner: string): Promise<number> {
    const table = new SlotTimesTable(book);
    let proposed = 0;
    for (const slot of await this.repository.listWaiting(tx, partner, this.clock.instant())) {
      const times = table.of(partner, slot.unit, slot.period);
      if (Date.parse(times.dueAt) <= (slot.proposedDueAt ?? slot.dueAt).getTime()) continue;
      await this.proposeOne(tx, { book, partner }, slot, times);
      proposed += 1;
    }
    return proposed;
  }

  private async proposeOne(
    tx: Transaction,
    { book, partner }: { book: CalendarBook; partner: string },
    slot: WaitingSlot,
    times: SlotTimes,
  ): Promise<void> {
    const { localDueAt, calendarVersions } = times.dueExplanation;
    const calendars = calendarVersions.map(({ code }) => code);
    const counted = await this.repository.causeWithin(
      tx,
      calendars,
      slot.period.start,
      localDueAt.slice(0, 10),
    );
    const at = this.clock.instant();
    await this.repository.propose(tx, { id: uuid(), partner, at }, slot, times, counted ?? UNNAMED_CAUSE);
    this.audit.record(tx, {
      partner,
      action: 'deadline.propose',
      entity: 'report_slot',
      entityId: slot.id,
      before: { dueAt: slot.dueAt.toISOString() },
      after: { dueAt: times.dueAt, cause: (counted ?? UNNAMED_CAUSE).text, rule: book.policy.reportDeadline },
    });
  }
}
