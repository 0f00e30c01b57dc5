import { Injectable } from '@nestjs/common';
import { EvidenceLinks } from '#evidence';
import { LegalBasis, type LegalBasisAnswer } from '#partnerships';
import { Clock, type Transaction } from '#platform';
import type { Rollout } from '../rollouts/rollout.js';
import type { RolloutCriterion } from './gate.js';
import { GatesRepository } from './gates.repository.js';

/** What gates read and write besides the rollout itself. */
@Injectable()
export class GateRecords {
  constructor(
    readonly repository: GatesRepository,
    readonly evidence: EvidenceLinks,
    private readonly basis: LegalBasis,
    readonly clock: Clock,
  ) {}

  /** Criteria that must be met before the gate opens and are neither met, which takes a proof, nor waived. */
  async unmetOf(tx: Transaction, rolloutId: string, gate: string): Promise<RolloutCriterion[]> {
    const criteria = await this.repository.criteriaOf(tx, rolloutId);
    return criteria.filter((each) => each.gate === gate && each.must && each.state === 'OPEN');
  }

  /**
   * By what the partner may go ahead on a day (PA-07); the answer is kept with the decision, so that a waiver of the
   * director stays visible there.
   *
   * @throws LegalBasisMissingError (409)
   */
  async requireBasis(
    tx: Transaction,
    { partner, component }: Rollout,
    on: string,
  ): Promise<LegalBasisAnswer> {
    return this.basis.require(tx, { partner, component: component ?? 'ASAN', on });
  }
}
