import { Injectable } from '@nestjs/common';
import { programmeDay } from '#partnerships';
import { documentedDate } from '#calendars';
import { Clock, Transactions, ValidationFailedError, type OperationContext } from '#platform';
import { officesOf } from './offices.js';
import { refuseFuture, refuseStrangeDay } from './plan-day.js';
import type { Rollout } from './rollout.js';
import { mayTake, openSteps, standingAfter, type RolloutStep, type Standing } from './rollout.lifecycle.js';
import { RolloutRecords } from './rollout-records.js';
import { NotYourRolloutStepError, RolloutStepError } from './rollouts.errors.js';
import type { RolloutChange } from './rollouts.repository.js';

/** Steps that are taken outside of gates. */
export const DIRECT_STEPS = ['start', 'hold', 'resume', 'recordOpening'] as const;
export type DirectStep = (typeof DIRECT_STEPS)[number];

export interface StepCommand {
  name: DirectStep;
  reason: string | null;
  /** With hold: the day on which it is looked at again; with recordOpening: the day of the opening. */
  on: string | null;
}

/** Starts rollouts, holds and resumes them, and records the day on which the centre opened. */
@Injectable()
export class RolloutSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: RolloutRecords,
    private readonly clock: Clock,
  ) {}

  /** The steps that the caller may take now. @throws NotFoundError */
  async list(ctx: OperationContext, id: string): Promise<RolloutStep[]> {
    const rollout = await this.transactions.read(ctx, (tx) => this.records.require(tx, id));
    const offices = officesOf(ctx, rollout.partner);
    return openSteps(rollout).filter((step) => mayTake(step, offices));
  }

  /**
   * Takes a step.
   *
   * @throws NotFoundError, PreconditionFailedError, RolloutStepError (409), NotYourRolloutStepError (403),
   * ValidationFailedError `guard-failed` (422), InvalidValueError `date-out-of-range`.
   */
  async take(ctx: OperationContext, id: string, rev: number, command: StepCommand): Promise<Rollout> {
    return this.transactions.run(ctx, async (tx) => {
      const before = await this.records.hold(tx, id, rev);
      const after = standingFor(ctx, before, command.name);
      refuseUnready(before, command);
      return this.records.change(tx, before, command.name, this.changes(command, after));
    });
  }

  private changes({ name, reason, on }: StepCommand, after: Standing): Partial<RolloutChange> {
    switch (name) {
      case 'hold':
        refuseStrangeDay(on, '/on');
        return { ...after, reason, reviewOn: on };
      case 'recordOpening':
        refuseFuture(on ?? '', programmeDay(this.clock), '/on');
        return { ...after, opened: documentedDate(on) };
      case 'start':
      case 'resume':
        return { ...after, reason: null, reviewOn: null };
    }
  }
}

/** @throws RolloutStepError when the step is not open, NotYourRolloutStepError when it is another office's. */
export function standingFor(
  ctx: OperationContext,
  rollout: Rollout,
  step: RolloutStep,
  toStage: Standing['stage'] = null,
): Standing {
  const after = standingAfter(step, rollout, toStage);
  if (!after) throw new RolloutStepError(step, rollout);
  if (!mayTake(step, officesOf(ctx, rollout.partner))) throw new NotYourRolloutStepError(step);
  return after;
}

function refuseUnready({ desk }: Rollout, { name, reason, on }: StepCommand): void {
  const faults = [
    ...(name === 'start' && desk === null
      ? [lacks('desk-missing', '/desk', 'Name a country desk first.')]
      : []),
    ...(name === 'hold' && reason === null ? [lacks('reason-missing', '/reason', 'Say why.')] : []),
    ...((name === 'hold' || name === 'recordOpening') && on === null
      ? [lacks('day-missing', '/on', 'Say which day.')]
      : []),
  ];
  if (faults.length > 0) throw new ValidationFailedError(faults, 'guard-failed');
}

function lacks(code: string, pointer: string, message: string) {
  return { code, pointer, message };
}
