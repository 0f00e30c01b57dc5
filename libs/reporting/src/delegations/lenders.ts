import { Injectable } from '@nestjs/common';
import { RecipientsReadModel } from '#identity';
import { Clock, type Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import type { Submission } from '../submissions/submission.js';
import type { Lender } from './delegation.js';
import { DelegationsRepository } from './delegations.repository.js';

const DAY_LENGTH = 10;

/** Whose right a deputy uses, and whom four eyes have to look at because of it. */
@Injectable()
export class Lenders {
  constructor(
    private readonly delegations: DelegationsRepository,
    private readonly recipients: RecipientsReadModel,
    private readonly clock: Clock,
  ) {}

  /** The coordinator for whom the actor may hand in the report of a slot now; null when nobody lent the right. */
  async of(tx: Transaction, slot: Slot): Promise<Lender | null> {
    const now = this.clock.instant();
    const held = await this.delegations.listHeldBy(tx, slot.partner, tx.actor.id, now);
    if (held.length === 0) return null;
    // What a coordinator lost, a deputy has lost with it.
    const today = now.slice(0, DAY_LENGTH);
    const coordinators = await this.recipients.listOfPartner(tx, slot.partner, ['COORDINATOR'], today);
    const lent = held.find(({ coordinator }) =>
      coordinators.some(({ id, unit }) => id === coordinator && (unit === null || unit === slot.unit)),
    );
    return lent ? { id: lent.coordinator, name: lent.coordinatorName } : null;
  }

  /** Everybody who shared the right with which a report was handed in, whether they used it or not. */
  async sharers(tx: Transaction, submission: Submission): Promise<string[]> {
    const { partner, submittedAt } = submission;
    const hands = [submission.submittedBy, submission.submittedFor].filter((hand) => hand !== null);
    if (!submittedAt || hands.length === 0) return [];
    return this.delegations.listPartiesOf(tx, partner, hands, submittedAt);
  }
}
