import { Injectable } from '@nestjs/common';
import type { NewEvidence } from '#evidence';
import {
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  ValidationFailedError,
  type OperationContext,
  type Transaction,
} from '#platform';
import { officesOf } from '../rollouts/offices.js';
import { isPassed, type RolloutOffice } from '../rollouts/rollout.lifecycle.js';
import { RolloutRecords } from '../rollouts/rollout-records.js';
import { NotYourRolloutStepError, PartStepError } from '../rollouts/rollouts.errors.js';
import { CRITERION_ENTITY, type CriterionState, type CriterionStep, type RolloutCriterion } from './gate.js';
import { GateRecords } from './gate-records.js';

/** Where each judgement leads, from where, and whose it is. */
const JUDGEMENTS: Readonly<
  Record<CriterionStep, { from: readonly CriterionState[]; to: CriterionState; who: RolloutOffice }>
> = {
  meet: { from: ['OPEN'], to: 'MET', who: 'MANAGER' },
  waive: { from: ['OPEN'], to: 'WAIVED', who: 'DECIDER' },
  reopen: { from: ['MET', 'WAIVED'], to: 'OPEN', who: 'MANAGER' },
};

export interface Judgement {
  name: CriterionStep;
  reason: string | null;
  /** With meet: further proofs. */
  evidence: readonly NewEvidence[];
}

/** Judges the criteria of gates: met with proof, or waived by the director. */
@Injectable()
export class CriteriaService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rollouts: RolloutRecords,
    private readonly gates: GateRecords,
  ) {}

  /**
   * @throws NotFoundError, PreconditionFailedError, PartStepError (409) also when the gate was passed,
   * NotYourRolloutStepError (403), ValidationFailedError `guard-failed` without proof or reason.
   */
  async judge(
    ctx: OperationContext,
    id: string,
    rev: number,
    judgement: Judgement,
  ): Promise<RolloutCriterion> {
    return this.transactions.run(ctx, async (tx) => {
      const before = await this.hold(tx, id, rev, judgement.name);
      const rule = JUDGEMENTS[judgement.name];
      if (!rule.from.includes(before.state))
        throw new PartStepError('criterion', judgement.name, before.state);
      if (!officesOf(ctx, before.partner).includes(rule.who))
        throw new NotYourRolloutStepError(judgement.name);
      const subject = { partner: before.partner, type: CRITERION_ENTITY, id };
      await this.gates.evidence.attach(tx, subject, judgement.evidence, '/evidence');
      await this.refuseUnproven(tx, id, judgement);
      await this.write(tx, before, rule.to, judgement);
      return this.require(tx, id);
    });
  }

  private async hold(
    tx: Transaction,
    id: string,
    rev: number,
    step: CriterionStep,
  ): Promise<RolloutCriterion> {
    const { rolloutId } = await this.require(tx, id);
    const rollout = await this.rollouts.hold(tx, rolloutId);
    const criterion = await this.require(tx, id);
    if (criterion.rev !== rev) throw new PreconditionFailedError(criterion.rev);
    if (isPassed(criterion.gate, rollout))
      throw new PartStepError('criterion', step, `${criterion.gate} lies behind the rollout`);
    return criterion;
  }

  private async refuseUnproven(tx: Transaction, id: string, { name, reason }: Judgement): Promise<void> {
    if (name === 'meet') {
      const proofs = await this.gates.evidence.listOf(tx, CRITERION_ENTITY, [id]);
      if (proofs.length > 0) return;
      const missing = {
        code: 'evidence-missing',
        pointer: '/evidence',
        message: 'At least one proof is needed.',
      };
      throw new ValidationFailedError([missing], 'guard-failed');
    }
    if (reason !== null) return;
    const missing = { code: 'reason-missing', pointer: '/reason', message: 'Say why.' };
    throw new ValidationFailedError([missing], 'guard-failed');
  }

  private async write(
    tx: Transaction,
    before: RolloutCriterion,
    state: CriterionState,
    { name, reason, evidence }: Judgement,
  ): Promise<void> {
    const judged = { state, reason, at: this.gates.clock.instant() };
    if (!(await this.gates.repository.judge(tx, before, judged))) throw new PreconditionFailedError();
    const was = { state: before.state, reason: before.reason };
    this.rollouts.remember(tx, before, name, { state, reason, evidence }, was, CRITERION_ENTITY);
  }

  private async require(tx: Transaction, id: string): Promise<RolloutCriterion> {
    const criterion = await this.gates.repository.findCriterion(tx, id);
    if (!criterion) throw new NotFoundError('criterion');
    return criterion;
  }
}
