import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { programmeDay, type LegalBasisAnswer } from '#partnerships';
import {
  NotFoundError,
  Transactions,
  ValidationFailedError,
  type OperationContext,
  type Transaction,
} from '#platform';
import { TasksRepository } from '../plan/tasks.repository.js';
import { refuseStrangeDay } from '../rollouts/plan-day.js';
import type { Rollout } from '../rollouts/rollout.js';
import { STEP_OF_DECISION, type GateDecision, type Standing } from '../rollouts/rollout.lifecycle.js';
import { RolloutRecords } from '../rollouts/rollout-records.js';
import { standingFor } from '../rollouts/rollout-steps.service.js';
import {
  GateCriteriaUnmetError,
  GateNotNextError,
  GateNotPreparedError,
  OwnGateError,
} from '../rollouts/rollouts.errors.js';
import type { RolloutChange } from '../rollouts/rollouts.repository.js';
import { gateOf, GATES, STAGES, type Gate } from '../templates/template.js';
import { decisionFaults } from './decision.lifecycle.js';
import type { DecisionCommand, GateReview } from './gate.js';
import { GateRecords } from './gate-records.js';

/** What is asked of the gate itself before it opens; a gate that stays shut asks nothing. */
const OPENING: readonly GateDecision[] = ['GO', 'CONDITIONAL_GO'];

/** Gates of rollouts: one person prepares, another one decides. */
@Injectable()
export class GateDecisions {
  constructor(
    private readonly transactions: Transactions,
    private readonly rollouts: RolloutRecords,
    private readonly gates: GateRecords,
    private readonly tasks: TasksRepository,
  ) {}

  /**
   * Prepares the gate that the rollout stands before. A further preparation takes the place of the last one.
   *
   * @throws NotFoundError, PreconditionFailedError, RolloutStepError (409), NotYourRolloutStepError (403)
   */
  async prepare(
    ctx: OperationContext,
    id: string,
    gate: string,
    rev: number,
    { recommendation, summary }: { recommendation: GateDecision; summary: string },
  ): Promise<Rollout> {
    return this.transactions.run(ctx, async (tx) => {
      const rollout = await this.rollouts.hold(tx, id, rev);
      const prepared = { gate: currentGate(rollout, gate), recommendation, summary };
      standingFor(ctx, rollout, 'prepareGate');
      await this.gates.repository.prepare(tx, uuid(), {
        ...prepared,
        partner: rollout.partner,
        rolloutId: id,
        preparedAt: this.gates.clock.instant(),
      });
      return this.rollouts.change(tx, rollout, 'prepareGate', {}, prepared);
    });
  }

  /**
   * Decides the gate that the rollout stands before.
   *
   * @throws NotFoundError, PreconditionFailedError, RolloutStepError, GateNotPreparedError, GateCriteriaUnmetError and
   * LegalBasisMissingError (409), NotYourRolloutStepError and OwnGateError (403), ValidationFailedError `guard-failed`.
   */
  async decide(
    ctx: OperationContext,
    id: string,
    gate: string,
    rev: number,
    command: DecisionCommand,
  ): Promise<Rollout> {
    return this.transactions.run(ctx, async (tx) => {
      const rollout = await this.rollouts.hold(tx, id, rev);
      const at = currentGate(rollout, gate);
      const after = standingFor(
        ctx,
        rollout,
        STEP_OF_DECISION[command.decision],
        earlierStage(rollout, command),
      );
      const review = await this.requireReview(tx, rollout, at);
      this.refuseIncomplete(rollout, at, command);
      const legalBasis = await this.requirements(tx, rollout, at, command.decision);
      this.write(tx, review, command, legalBasis);
      const changes = this.changes(tx, rollout, at, after, command);
      return this.rollouts.change(tx, rollout, `decide.${command.decision}`, changes, {
        gate: at,
        ...command,
      });
    });
  }

  /** @throws GateNotPreparedError, OwnGateError */
  private async requireReview(tx: Transaction, { id }: Rollout, gate: Gate): Promise<GateReview> {
    const review = await this.gates.repository.findUndecided(tx, id);
    if (review?.gate !== gate) throw new GateNotPreparedError(gate);
    if (review.preparedBy === tx.actor.id) throw new OwnGateError();
    return review;
  }

  private refuseIncomplete(rollout: Rollout, gate: Gate, command: DecisionCommand): void {
    refuseStrangeDay(command.reviewOn, '/reviewOn');
    command.conditions.forEach(({ dueOn }, index) => refuseStrangeDay(dueOn, `/conditions/${index}/dueOn`));
    const faults = decisionFaults(command, programmeDay(this.gates.clock));
    if (gate === 'G5' && command.decision === 'GO' && rollout.opened.precision === 'UNKNOWN')
      faults.push({ code: 'opening-missing', pointer: '', message: 'Record the day of the opening first.' });
    if (gate === 'G1' && OPENING.includes(command.decision) && rollout.plannedOpening === null)
      faults.push({
        code: 'planned-opening-missing',
        pointer: '',
        message: 'A baseline needs a planned opening.',
      });
    if (faults.length > 0) throw new ValidationFailedError(faults, 'guard-failed');
  }

  /** @throws GateCriteriaUnmetError, LegalBasisMissingError */
  private async requirements(
    tx: Transaction,
    rollout: Rollout,
    gate: Gate,
    decision: GateDecision,
  ): Promise<LegalBasisAnswer | null> {
    if (!OPENING.includes(decision)) return null;
    const unmet = await this.gates.unmetOf(tx, rollout.id, gate);
    if (unmet.length > 0) throw new GateCriteriaUnmetError(gate, unmet);
    if (gate !== 'G2') return null;
    return this.gates.requireBasis(tx, rollout, programmeDay(this.gates.clock));
  }

  private write(
    tx: Transaction,
    review: GateReview,
    command: DecisionCommand,
    legalBasis: LegalBasisAnswer | null,
  ): void {
    const decidedAt = this.gates.clock.instant();
    this.gates.repository.decide(tx, review.id, { ...command, legalBasis, decidedAt });
    const conditions = command.conditions.map((condition) => ({ id: uuid(), ...condition }));
    this.gates.repository.addConditions(tx, review, conditions);
  }

  private changes(
    tx: Transaction,
    rollout: Rollout,
    gate: Gate,
    after: Standing,
    { decision, reason, reviewOn }: DecisionCommand,
  ): Partial<RolloutChange> {
    if (decision === 'RECYCLE' && after.stage)
      this.gates.repository.reopenFrom(tx, rollout.id, gateOf(after.stage));
    const changes = { ...after, reason, reviewOn };
    if (gate !== 'G1' || !OPENING.includes(decision)) return changes;
    this.tasks.freeze(tx, rollout.id);
    return {
      ...changes,
      baselineOpening: rollout.plannedOpening,
      baselineSetAt: this.gates.clock.instant(),
      baselines: rollout.baselines + 1,
    };
  }
}

/** @throws NotFoundError for no gate at all, GateNotNextError when another gate is next. */
function currentGate({ status, stage }: Rollout, gate: string): Gate {
  const asked = GATES.find((each) => each === gate);
  if (!asked) throw new NotFoundError('gate');
  if (stage !== null && asked === gateOf(stage)) return asked;
  throw new GateNotNextError(asked, { status, stage });
}

function earlierStage({ stage }: Rollout, { decision, toStage }: DecisionCommand): Standing['stage'] {
  // A missing stage is named among the faults of the decision; here it only must not look like a closed step.
  return decision === 'RECYCLE' && toStage === null && stage !== STAGES[0] ? STAGES[0] : toStage;
}
