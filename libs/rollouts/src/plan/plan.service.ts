import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { WorkingDays } from '#centres';
import {
  Clock,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { refuseStrangeDay } from '../rollouts/plan-day.js';
import { CLOSED_STATUSES, type PlanAnchors, type Rollout } from '../rollouts/rollout.js';
import { RolloutRecords } from '../rollouts/rollout-records.js';
import { PartStepError } from '../rollouts/rollouts.errors.js';
import { planDates, slipDays } from './plan-dates.js';
import type { MovedTask, PlanChange, Replan, RolloutTask } from './rollout-task.js';
import { TasksRepository } from './tasks.repository.js';

/** The days that a plan hangs on, before and after. */
export type PlanDays = PlanAnchors & Pick<Rollout, 'forecastOpening'>;

/** What a new plan does; `rollout` stands as it does afterwards, or as before when it was only tried. */
export interface PlanOutcome {
  dryRun: boolean;
  rollout: Rollout;
  before: PlanDays;
  after: PlanDays;
  moved: MovedTask[];
}

/** Moves the plan of a rollout: open tasks only, each time with a reason. */
@Injectable()
export class PlanService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rollouts: RolloutRecords,
    private readonly tasks: TasksRepository,
    private readonly days: WorkingDays,
    private readonly clock: Clock,
  ) {}

  /** Every change of the plan, oldest first. @throws NotFoundError */
  async history(ctx: OperationContext, id: string): Promise<Replan[]> {
    return this.transactions.read(ctx, async (tx) => {
      await this.rollouts.require(tx, id);
      return this.tasks.replansOf(tx, id);
    });
  }

  /**
   * What a new plan would move; writes nothing.
   *
   * @throws like `change`
   */
  async tryOut(ctx: OperationContext, id: string, rev: number, change: PlanChange): Promise<PlanOutcome> {
    refuseStrangeDays(change);
    return this.transactions.read(ctx, async (tx) => {
      const rollout = await this.rollouts.require(tx, id);
      if (rollout.rev !== rev) throw new PreconditionFailedError(rollout.rev);
      return { dryRun: true, rollout, ...(await this.compare(tx, rollout, change)) };
    });
  }

  /**
   * Plans anew.
   *
   * @throws NotFoundError, PreconditionFailedError, PartStepError (409) when the rollout is over, InvalidValueError
   * `date-out-of-range`, NoCalendarAssignmentError (422) for a partner without working calendar.
   */
  async change(ctx: OperationContext, id: string, rev: number, change: PlanChange): Promise<PlanOutcome> {
    refuseStrangeDays(change);
    return this.transactions.run(ctx, async (tx) => {
      const rollout = await this.rollouts.hold(tx, id, rev);
      const { before, after, moved } = await this.compare(tx, rollout, change);
      this.tasks.move(tx, id, moved);
      const { reasonCode, note } = change;
      const replan = { id: uuid(), reasonCode, note, before, after, moved };
      const recordedAt = this.clock.instant();
      this.tasks.remember(tx, rollout, { ...replan, recordedAt, afterBaseline: rollout.baselines > 0 });
      const changed = await this.rollouts.change(tx, rollout, 'replan', after, { reasonCode, note, moved });
      return { dryRun: false, rollout: changed, before, after, moved };
    });
  }

  private async compare(
    tx: Transaction,
    rollout: Rollout,
    change: PlanChange,
  ): Promise<Pick<PlanOutcome, 'before' | 'after' | 'moved'>> {
    if (CLOSED_STATUSES.includes(rollout.status)) throw new PartStepError('plan', 'change', rollout.status);
    const before = planDaysOf(rollout);
    const after = changedDays(before, change);
    const tasks = await this.tasks.listOf(tx, rollout.id);
    const count = await this.days.countIn(tx, { partner: rollout.partner, unit: rollout.unit ?? undefined });
    const days = planDates(tasks, after, count);
    return { before, after, moved: tasks.flatMap((task) => movedTask(task, days.get(task.code) ?? null)) };
  }
}

function planDaysOf({ agreementInForce, plannedOpening, forecastOpening }: Rollout): PlanDays {
  return { agreementInForce, plannedOpening, forecastOpening };
}

/** A new planned opening makes an older forecast void, unless a new one is given with it. */
function changedDays(before: PlanDays, change: PlanChange): PlanDays {
  const plannedOpening = change.plannedOpening === undefined ? before.plannedOpening : change.plannedOpening;
  const kept = plannedOpening === before.plannedOpening ? before.forecastOpening : null;
  return {
    agreementInForce:
      change.agreementInForce === undefined ? before.agreementInForce : change.agreementInForce,
    plannedOpening,
    forecastOpening: change.forecastOpening === undefined ? kept : change.forecastOpening,
  };
}

function movedTask({ id, code, title, critical, dueOn, baselineDueOn }: RolloutTask, after: string | null) {
  if (after === dueOn) return [];
  const slip = slipDays(baselineDueOn, after);
  return [{ id, code, title, critical, before: dueOn, after, baseline: baselineDueOn, slipDays: slip }];
}

function refuseStrangeDays({ agreementInForce, plannedOpening, forecastOpening }: PlanChange): void {
  refuseStrangeDay(agreementInForce, '/agreementInForce');
  refuseStrangeDay(plannedOpening, '/plannedOpening');
  refuseStrangeDay(forecastOpening, '/forecastOpening');
}
