import { Injectable } from '@nestjs/common';
import {
  ForbiddenError,
  holds,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import type { Lender } from '../delegations/delegation.js';
import type { Slot } from '../slots/slot.js';
import { ReportLocks } from '../submissions/report-locks.js';
import type { Submission } from '../submissions/submission.js';
import {
  LENT_PERMISSION,
  SUPERVISION,
  TRANSITIONS,
  transitionFrom,
  violatesFourEyes,
  type TransitionFacts,
  type TransitionRule,
  type UnmetGuard,
} from '../submissions/submission.lifecycle.js';
import {
  FourEyesError,
  GuardFailedError,
  InvalidTransitionError,
  SlotNotOpenError,
  type PossibleStep,
} from '../submissions/submissions.errors.js';
import { everyUnmetGuard, unmetGuards } from '../submissions/transition-guards.lifecycle.js';
import { TransitionEffects, type Step } from './transition-effects.js';
import { assertCellsKnown, TransitionFactsReader, type GivenFacts } from './transition-facts.js';
import type { AllowedTransition, AppliedTransition, TransitionCommand } from './transition.js';

/** Why a report went to the director although nobody sent it there. */
const MATERIAL_CHANGE = 'material-change';
/** As if the caller brought everything along that only a request can bring. */
const EVERYTHING_GIVEN: GivenFacts = {
  attestation: true,
  newQueries: 1,
  reasonGiven: true,
  acknowledgements: [],
};

/** Moves a report from hand to hand: every step is one transaction, or did not happen. */
@Injectable()
export class TransitionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly reports: ReportLocks,
    private readonly factsReader: TransitionFactsReader,
    private readonly effects: TransitionEffects,
  ) {}

  /** The steps that the caller's roles know from here, each with what it still lacks. */
  async list(ctx: OperationContext, submissionId: string): Promise<AllowedTransition[]> {
    return this.transactions.read(ctx, async (tx) => {
      const { slot, submission } = await this.reports.find(tx, submissionId);
      const lender = await this.effects.lenderOf(tx, slot);
      const { facts } = await this.factsReader.gather(tx, slot, submission, EVERYTHING_GIVEN);
      return possibleSteps(tx, submission, lender, facts);
    });
  }

  /**
   * Takes a step.
   *
   * @param rev the revision counter that the caller read (If-Match).
   * @throws NotFoundError, PreconditionFailedError, InvalidTransitionError, ForbiddenError,
   *   FourEyesError, SlotNotOpenError, GuardFailedError with every unmet guard, ValidationFailedError for
   *   questions about cells that do not exist or with a time that has passed.
   */
  async apply(
    ctx: OperationContext,
    submissionId: string,
    rev: number,
    command: TransitionCommand,
  ): Promise<AppliedTransition> {
    return this.transactions.run(ctx, async (tx) => {
      const { slot, submission } = await this.reports.lock(tx, submissionId);
      if (submission.rev !== rev) throw new PreconditionFailedError(submission.rev);
      return this.take(tx, slot, submission, command);
    });
  }

  private async take(
    tx: Transaction,
    slot: Slot,
    submission: Submission,
    command: TransitionCommand,
  ): Promise<AppliedTransition> {
    const rule = stepOf(tx, submission, command.name);
    const lender = await this.lenderFor(tx, slot, submission);
    const given = givenBy(command);
    if (!rule) {
      const { facts } = await this.factsReader.gather(tx, slot, submission, given);
      const steps = possibleSteps(tx, submission, lender, facts);
      throw new InvalidTransitionError(submission, command.name, steps);
    }
    if (!mayTake(tx, rule, submission, lender))
      throw new ForbiddenError(`“${command.name}” is not among your rights.`);
    const gathered = await this.factsReader.gather(tx, slot, submission, given);
    if (rule.name === 'accept' && violatesFourEyes(gathered.facts)) throw new FourEyesError();
    // Nothing that a person could add helps after the end of entry, so it is not one guard among many.
    if (rule.name === 'submit' && !gathered.facts.slotIsOpen)
      throw new SlotNotOpenError(slot, gathered.slotState);
    const unmet = unmetGuards(rule, gathered.facts);
    if (isDirectorsAlone(rule, unmet))
      return this.passOn(tx, { slot, submission, command, lender, ...gathered });
    if (unmet.length > 0) throw new GuardFailedError(rule.name, unmet, submission);
    assertCellsKnown(gathered.form, command.queries);
    return this.effects.of(tx, { slot, submission, rule, command, lender, ...gathered });
  }

  /** What a reviewer accepts and may not accept alone goes to the director by itself. */
  private passOn(tx: Transaction, step: Omit<Step, 'rule'>): Promise<AppliedTransition> {
    const rule = transitionFrom(step.submission.state, 'escalate');
    if (!rule) throw new Error(`There is no way to the director from ${step.submission.state}.`);
    const reason = step.command.reason ?? MATERIAL_CHANGE;
    return this.effects.of(tx, { ...step, rule, command: { ...step.command, name: 'escalate', reason } });
  }

  /** Only who lacks the right itself acts for somebody else. */
  private async lenderFor(tx: Transaction, slot: Slot, submission: Submission): Promise<Lender | null> {
    return holds(tx, LENT_PERMISSION, submission.partner) ? null : this.effects.lenderOf(tx, slot);
  }
}

function givenBy({ attestation, queries, acknowledgements = [], reason }: TransitionCommand): GivenFacts {
  return { attestation, newQueries: queries.length, reasonGiven: Boolean(reason), acknowledgements };
}

function isDirectorsAlone({ name }: TransitionRule, unmet: readonly UnmetGuard[]): boolean {
  return name === 'accept' && unmet.length > 0 && unmet.every(({ code }) => code === 'director-needed');
}

/** For everybody but the partner's own supervisor a report that nobody reads yet cannot be returned at all. */
function stepOf(tx: Transaction, { state, partner }: Submission, name: TransitionCommand['name']) {
  const rule = transitionFrom(state, name);
  return rule?.permission === SUPERVISION && !holds(tx, SUPERVISION, partner) ? undefined : rule;
}

function mayTake(
  tx: Transaction,
  rule: TransitionRule,
  { partner }: Submission,
  lender: Lender | null,
): boolean {
  return holds(tx, rule.permission, partner) || (lender !== null && rule.permission === LENT_PERMISSION);
}

function possibleSteps(
  tx: Transaction,
  submission: Submission,
  lender: Lender | null,
  facts: TransitionFacts,
): PossibleStep[] {
  return TRANSITIONS.filter(
    (rule) => rule.from === submission.state && mayTake(tx, rule, submission, lender),
  ).map((rule) => ({ name: rule.name, to: rule.to, unmet: everyUnmetGuard(rule, facts) }));
}
