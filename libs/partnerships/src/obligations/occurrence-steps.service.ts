import { Injectable } from '@nestjs/common';
import type { NewEvidence } from '#evidence';
import {
  Clock,
  holds,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import type { OccurrenceWithEvidence } from './obligation.js';
import {
  acceptsOwn,
  mayTake,
  OCCURRENCE_RULES,
  stepFrom,
  unmetConditions,
  type OccurrenceActor,
  type OccurrenceStep,
  type StepFacts,
  type StepRule,
  type UnmetCondition,
} from './occurrence.lifecycle.js';
import {
  NotYourStepError,
  OwnPerformanceError,
  StepConditionsError,
  StepNotPossibleError,
} from './obligations.errors.js';
import { OCCURRENCE_ENTITY, OccurrencesService } from './occurrences.service.js';
import { StepRecords } from './step-records.js';

export interface StepCommand {
  name: OccurrenceStep;
  reason: string | null;
  /** With submitEvidence: further proofs. */
  evidence: readonly NewEvidence[];
}

/** A step that the caller is one of those to take, with what it still lacks. */
export interface OpenStep {
  name: OccurrenceStep;
  to: string;
  unmet: UnmetCondition[];
}

/** Moves occurrences along their lifecycle: performance, acceptance by the other side, waiver, dispute. */
@Injectable()
export class OccurrenceSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly occurrences: OccurrencesService,
    private readonly records: StepRecords,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError */
  async list(ctx: OperationContext, id: string): Promise<OpenStep[]> {
    const occurrence = await this.occurrences.get(ctx, id);
    const facts = factsOf(occurrence, { name: 'accept', reason: null, evidence: [] });
    const actor = actorOf(ctx, occurrence.partner);
    return OCCURRENCE_RULES.filter((rule) => rule.from.includes(occurrence.state))
      .filter((rule) => mayTake(rule, actor, occurrence.obligedSide) && !acceptsOwn(rule, actor, facts))
      .map(({ name, to }) => ({ name, to, unmet: unmetConditions(name, facts) }));
  }

  /**
   * Takes a step.
   *
   * @throws NotFoundError, PreconditionFailedError, StepNotPossibleError (409), NotYourStepError and
   * OwnPerformanceError (403), StepConditionsError (422), InvalidValueError for a proof that does not exist.
   */
  async apply(
    ctx: OperationContext,
    id: string,
    rev: number,
    command: StepCommand,
  ): Promise<OccurrenceWithEvidence> {
    return this.transactions.run(ctx, async (tx) => {
      const before = await this.occurrences.require(tx, id);
      if (before.rev !== rev) throw new PreconditionFailedError(before.rev);
      const rule = ruleFor(before, command.name);
      refuse(rule, actorOf(ctx, before.partner), factsOf(before, command));
      await this.records.evidence.attach(tx, subjectOf(before), command.evidence, '/evidence');
      await this.write(tx, before, rule, command);
      return this.occurrences.require(tx, id);
    });
  }

  private async write(
    tx: Transaction,
    before: OccurrenceWithEvidence,
    rule: StepRule,
    { reason, evidence }: StepCommand,
  ): Promise<void> {
    const { id, partner, rev, state } = before;
    const by = rule.name === 'submitEvidence' ? 'SUBMITTER' : 'DECIDER';
    const step = { state: rule.to, reason, by, at: this.clock.instant() } as const;
    if (!(await this.records.repository.takeStep(tx, id, rev, step))) throw new PreconditionFailedError();
    this.records.audit.record(tx, {
      partner,
      action: `${OCCURRENCE_ENTITY}.${rule.name}`,
      entity: OCCURRENCE_ENTITY,
      entityId: id,
      before: { state, reason: before.reason },
      after: { state: rule.to, reason, evidence },
    });
  }
}

/** In which capacities the caller acts for the obligations of one partner. */
export function actorOf(ctx: OperationContext, partner: string): OccurrenceActor {
  return {
    id: ctx.actor.id,
    sides: [
      ...(holds(ctx, 'obligations:act-for-hq', partner) ? (['HQ'] as const) : []),
      ...(holds(ctx, 'obligations:act-for-partner', partner) ? (['PARTNER'] as const) : []),
    ],
    isDirector: holds(ctx, 'obligations:waive', partner),
    isArbiter: holds(ctx, 'obligations:resolve', partner),
  };
}

function ruleFor({ state }: OccurrenceWithEvidence, name: OccurrenceStep): StepRule {
  const rule = stepFrom(state, name);
  if (rule) return rule;
  const allowed = OCCURRENCE_RULES.filter(({ from }) => from.includes(state)).map((each) => each.name);
  throw new StepNotPossibleError(name, state, allowed);
}

function refuse(rule: StepRule, actor: OccurrenceActor, facts: StepFacts): void {
  if (!mayTake(rule, actor, facts.obligedSide)) throw new NotYourStepError(rule.name);
  if (acceptsOwn(rule, actor, facts)) throw new OwnPerformanceError();
  const unmet = unmetConditions(rule.name, facts);
  if (unmet.length > 0) throw new StepConditionsError(unmet);
}

function factsOf(occurrence: OccurrenceWithEvidence, command: StepCommand): StepFacts {
  const { obligedSide, evidenceRequired, submittedBy } = occurrence;
  const evidenceCount = occurrence.evidence.length + command.evidence.length;
  return { obligedSide, evidenceRequired, evidenceCount, submittedBy, reason: command.reason };
}

function subjectOf({ partner, id }: OccurrenceWithEvidence): { partner: string; type: string; id: string } {
  return { partner, type: OCCURRENCE_ENTITY, id };
}
