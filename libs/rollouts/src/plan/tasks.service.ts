import { Injectable } from '@nestjs/common';
import { programmeDay } from '#partnerships';
import {
  Clock,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  ValidationFailedError,
  type OperationContext,
  type Transaction,
} from '#platform';
import { refuseFuture } from '../rollouts/plan-day.js';
import { CLOSED_STATUSES } from '../rollouts/rollout.js';
import { RolloutRecords } from '../rollouts/rollout-records.js';
import { PartStepError } from '../rollouts/rollouts.errors.js';
import { TASK_ENTITY, type RolloutTask, type TaskStep } from './rollout-task.js';
import type { TaskState } from './plan-dates.js';
import { TasksRepository } from './tasks.repository.js';

const STEPS: Readonly<Record<TaskStep, { from: readonly TaskState[]; to: TaskState }>> = {
  complete: { from: ['OPEN'], to: 'DONE' },
  drop: { from: ['OPEN'], to: 'DROPPED' },
  reopen: { from: ['DONE', 'DROPPED'], to: 'OPEN' },
};

export interface TaskCommand {
  name: TaskStep;
  /** With complete: the day on which it was done; null: today. */
  on: string | null;
  reason: string | null;
}

/** The tasks of a rollout. Completing one moves nothing: a plan is moved on purpose, with a reason. */
@Injectable()
export class TasksService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rollouts: RolloutRecords,
    private readonly tasks: TasksRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError */
  async listOf(ctx: OperationContext, rolloutId: string): Promise<RolloutTask[]> {
    return this.transactions.read(ctx, async (tx) => {
      await this.rollouts.require(tx, rolloutId);
      return this.tasks.listOf(tx, rolloutId);
    });
  }

  /**
   * @throws NotFoundError, PreconditionFailedError, PartStepError (409), ValidationFailedError `guard-failed` when a
   * mandatory task would be dropped or a reason is missing, InvalidValueError `date-out-of-range` for a day to come.
   */
  async take(ctx: OperationContext, id: string, rev: number, command: TaskCommand): Promise<RolloutTask> {
    return this.transactions.run(ctx, async (tx) => {
      const before = await this.hold(tx, id, rev);
      const { from, to } = STEPS[command.name];
      if (!from.includes(before.state)) throw new PartStepError('task', command.name, before.state);
      refuseUnready(before, command);
      const doneOn = to === 'DONE' ? this.dayOf(command) : null;
      const after = { state: to, doneOn, reason: command.reason };
      if (!(await this.tasks.takeStep(tx, before, after))) throw new PreconditionFailedError();
      const { state, doneOn: wasDoneOn, reason } = before;
      this.rollouts.remember(
        tx,
        before,
        command.name,
        after,
        { state, doneOn: wasDoneOn, reason },
        TASK_ENTITY,
      );
      return { ...before, ...after, rev: before.rev + 1 };
    });
  }

  private dayOf({ on }: TaskCommand): string {
    const today = programmeDay(this.clock);
    refuseFuture(on ?? today, today, '/on');
    return on ?? today;
  }

  private async hold(tx: Transaction, id: string, rev: number): Promise<RolloutTask> {
    const found = await this.tasks.find(tx, id);
    if (!found) throw new NotFoundError('task');
    const { status } = await this.rollouts.hold(tx, found.rolloutId);
    const task = await this.tasks.find(tx, id);
    if (task?.rev !== rev) throw new PreconditionFailedError(task?.rev);
    if (CLOSED_STATUSES.includes(status))
      throw new PartStepError('task', 'change', `the rollout is ${status}`);
    return task;
  }
}

function refuseUnready({ mandatory }: RolloutTask, { name, reason }: TaskCommand): void {
  const faults = [
    ...(name === 'drop' && mandatory
      ? [{ code: 'task-mandatory', pointer: '/name', message: 'A mandatory task is not dropped.' }]
      : []),
    ...(name !== 'complete' && reason === null
      ? [{ code: 'reason-missing', pointer: '/reason', message: 'Say why.' }]
      : []),
  ];
  if (faults.length > 0) throw new ValidationFailedError(faults, 'guard-failed');
}
