import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import { Clock, Transactions, type OperationContext, type Transaction } from '#platform';
import { StoriesRepository } from './stories.repository.js';
import type { Milestone, Story } from './story.js';

/** Rollouts as public sources tell them. */
@Injectable()
export class RolloutStories {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: StoriesRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Records a story in the caller's transaction; answers whether it was new. */
  async record(tx: Transaction, story: Story): Promise<boolean> {
    const id = uuid();
    const now = this.clock.instant();
    if (!(await this.repository.insert(tx, id, story, now))) return false;
    const { partner, milestones } = story;
    await this.repository.addMilestones(tx, { id, partner }, milestones, now);
    const record = { partner, action: 'rollout.document', entity: 'rollout', entityId: id };
    this.audit.record(tx, { ...record, after: story });
    return true;
  }

  /** The documented milestones of a rollout, by date; none for one that is run here. */
  async milestonesOf(ctx: OperationContext, rolloutId: string): Promise<Milestone[]> {
    return this.transactions.read(ctx, (tx) => this.repository.milestonesOf(tx, rolloutId));
  }
}
