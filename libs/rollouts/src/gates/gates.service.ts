import { Injectable } from '@nestjs/common';
import type { Evidence } from '#evidence';
import { programmeDay } from '#partnerships';
import { NotFoundError, PreconditionFailedError, Transactions, type OperationContext } from '#platform';
import { RolloutRecords } from '../rollouts/rollout-records.js';
import { PartStepError } from '../rollouts/rollouts.errors.js';
import { CRITERION_ENTITY, type GateCondition, type GateReview, type RolloutCriterion } from './gate.js';
import { GateRecords } from './gate-records.js';

export const CONDITION_ENTITY = 'gate-condition';

/** Everything about the gates of one rollout. */
export interface GatesOfRollout {
  criteria: (RolloutCriterion & { evidence: Evidence[] })[];
  reviews: GateReview[];
  conditions: GateCondition[];
  /** ISO date on which conditions are overdue or not. */
  today: string;
}

/** Shows the gates of a rollout, and keeps the conditions that were set there. */
@Injectable()
export class GatesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rollouts: RolloutRecords,
    private readonly gates: GateRecords,
  ) {}

  /** @throws NotFoundError */
  async of(ctx: OperationContext, rolloutId: string): Promise<GatesOfRollout> {
    return this.transactions.read(ctx, async (tx) => {
      await this.rollouts.require(tx, rolloutId);
      const [criteria, reviews, conditions] = await Promise.all([
        this.gates.repository.criteriaOf(tx, rolloutId),
        this.gates.repository.reviewsOf(tx, rolloutId),
        this.gates.repository.conditionsOf(tx, rolloutId),
      ]);
      const ids = criteria.map(({ id }) => id);
      const proofs = await this.gates.evidence.listOf(tx, CRITERION_ENTITY, ids);
      return {
        criteria: criteria.map((criterion) => ({
          ...criterion,
          evidence: proofs.filter(({ subjectId }) => subjectId === criterion.id),
        })),
        reviews,
        conditions,
        today: programmeDay(this.gates.clock),
      };
    });
  }

  /**
   * Records that a condition of a gate is met.
   *
   * @throws NotFoundError, PreconditionFailedError, PartStepError (409) when it was met before.
   */
  async meetCondition(
    ctx: OperationContext,
    id: string,
    rev: number,
    note: string | null,
  ): Promise<GateCondition> {
    return this.transactions.run(ctx, async (tx) => {
      const before = await this.gates.repository.findCondition(tx, id);
      if (!before) throw new NotFoundError('condition');
      if (before.metAt !== null) throw new PartStepError('condition', 'meet', 'met already');
      const metAt = this.gates.clock.instant();
      if (!(await this.gates.repository.meetCondition(tx, { id, rev }, metAt)))
        throw new PreconditionFailedError(before.rev);
      this.rollouts.remember(tx, before, 'meet', { metAt, note }, null, CONDITION_ENTITY);
      return { ...before, metAt, rev: before.rev + 1 };
    });
  }
}
