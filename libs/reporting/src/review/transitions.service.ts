import { Injectable } from '@nestjs/common';
import {
  holds,
  ForbiddenError,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import type { Slot } from '../slots/slot.js';
import { SlotsRepository } from '../slots/slots.repository.js';
import type { Submission } from '../submissions/submission.js';
import {
  TRANSITIONS,
  transitionFrom,
  unmetGuards,
  violatesFourEyes,
  type TransitionRule,
  type UnmetGuard,
} from '../submissions/submission.lifecycle.js';
import {
  FourEyesError,
  GuardFailedError,
  InvalidTransitionError,
  SlotNotOpenError,
} from '../submissions/submissions.errors.js';
import { SubmissionsRepository } from '../submissions/submissions.repository.js';
import type { AllowedTransition, AppliedTransition, TransitionCommand } from './transition.js';
import { TransitionEffects } from './transition-effects.js';
import { TransitionFactsReader } from './transition-facts.js';

/** Moves a report from hand to hand: every step is one transaction, or did not happen. */
@Injectable()
export class TransitionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly submissions: SubmissionsRepository,
    private readonly slots: SlotsRepository,
    private readonly factsReader: TransitionFactsReader,
    private readonly effects: TransitionEffects,
  ) {}

  /** The steps that the caller's roles know from here, each with what it still lacks. */
  async list(ctx: OperationContext, submissionId: string): Promise<AllowedTransition[]> {
    return this.transactions.read(ctx, async (tx) => {
      const submission = await this.submissions.find(tx, submissionId);
      const slot = submission && (await this.slots.find(tx, submission.slotId));
      if (!submission || !slot) throw new NotFoundError('submission');
      const { facts } = await this.factsReader.gather(tx, slot, submission, {
        attestation: true,
        newQueries: 1,
      });
      return possible(tx, submission).map((rule) => ({
        name: rule.name,
        to: rule.to,
        unmet: this.unmet(rule, facts),
      }));
    });
  }

  /**
   * Takes a step.
   *
   * @param rev the revision counter that the caller read (If-Match).
   * @throws NotFoundError, PreconditionFailedError, InvalidTransitionError, ForbiddenError,
   *   FourEyesError, SlotNotOpenError, GuardFailedError with every unmet guard.
   */
  async apply(
    ctx: OperationContext,
    submissionId: string,
    rev: number,
    command: TransitionCommand,
  ): Promise<AppliedTransition> {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.submissions.find(tx, submissionId);
      const slot = found && (await this.slots.lock(tx, found.slotId));
      const submission = slot && (await this.submissions.lock(tx, submissionId));
      if (!submission) throw new NotFoundError('submission');
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
    const rule = transitionFrom(submission.state, command.name);
    const allowed = possible(tx, submission).map((candidate) => candidate.name);
    if (!rule) throw new InvalidTransitionError(submission, command.name, allowed);
    if (!holds(tx, rule.permission, submission.partner))
      throw new ForbiddenError(`“${command.name}” is not among your rights.`);
    const given = { attestation: command.attestation, newQueries: command.queries.length };
    const gathered = await this.factsReader.gather(tx, slot, submission, given);
    if (rule.name === 'accept' && violatesFourEyes(gathered.facts)) throw new FourEyesError();
    // Nothing that a person could add helps after the end of entry, so it is not one guard among many.
    if (rule.name === 'submit' && !gathered.facts.slotIsOpen)
      throw new SlotNotOpenError(slot, gathered.slotState);
    const unmet = unmetGuards(rule.name, gathered.facts);
    if (unmet.length > 0) throw new GuardFailedError(rule.name, unmet);
    return this.effects.of(tx, { slot, submission, rule, command, ...gathered });
  }

  private unmet(rule: TransitionRule, facts: Parameters<typeof unmetGuards>[1]): UnmetGuard[] {
    const unmet = unmetGuards(rule.name, facts);
    if (rule.name !== 'accept' || !violatesFourEyes(facts)) return unmet;
    return [
      ...unmet,
      { code: 'four-eyes', pointer: '', message: 'You entered or submitted figures of this report.' },
    ];
  }
}

function possible(tx: Transaction, submission: Submission): TransitionRule[] {
  return TRANSITIONS.filter(
    (rule) => rule.from === submission.state && holds(tx, rule.permission, submission.partner),
  );
}
