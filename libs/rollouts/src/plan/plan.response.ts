import { ApiProperty } from '@nestjs/swagger';
import { RolloutResponse } from '../rollouts/rollout.response.js';
import {
  ANCHORS,
  OWNER_SIDES,
  STAGES,
  type Anchor,
  type OwnerSide,
  type Stage,
} from '../templates/template.js';
import { slipDays, TASK_STATES, type TaskState } from './plan-dates.js';
import type { PlanDays, PlanOutcome } from './plan.service.js';
import {
  REPLAN_REASONS,
  type MovedTask,
  type Replan,
  type ReplanReason,
  type RolloutTask,
} from './rollout-task.js';

export class RolloutTaskResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, enum: STAGES })
  stage: Stage;

  @ApiProperty({ type: String, enum: OWNER_SIDES })
  ownerSide: OwnerSide;

  @ApiProperty({ type: String, enum: ANCHORS })
  anchor: Anchor;

  @ApiProperty({ type: String, nullable: true })
  anchorTask: string | null;

  @ApiProperty({ type: Number, description: "working days of the partner's calendar from the anchor" })
  days: number;

  @ApiProperty({ type: Boolean })
  critical: boolean;

  @ApiProperty({ type: Boolean })
  mandatory: boolean;

  @ApiProperty({ type: String, enum: TASK_STATES })
  state: TaskState;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'null while the anchor has no day',
  })
  dueOn: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'as frozen at gate G1' })
  baselineDueOn: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  doneOn: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'calendar days later than the baseline' })
  slipDays: number | null;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  static from({ partner, rolloutId, ...task }: RolloutTask): RolloutTaskResponse {
    void [partner, rolloutId];
    return { ...task, slipDays: slipDays(task.baselineDueOn, task.doneOn ?? task.dueOn) };
  }
}

export class RolloutTasksResponse {
  @ApiProperty({ type: [RolloutTaskResponse] })
  data: RolloutTaskResponse[];

  static from(tasks: RolloutTask[]): RolloutTasksResponse {
    return { data: tasks.map((task) => RolloutTaskResponse.from(task)) };
  }
}

export class PlanDaysResponse {
  @ApiProperty({ type: String, format: 'date', nullable: true })
  agreementInForce: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  plannedOpening: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  forecastOpening: string | null;
}

export class MovedTaskResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: Boolean })
  critical: boolean;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  before: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  after: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  baseline: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'calendar days of `after` later than the baseline',
  })
  slipDays: number | null;
}

export class PlanOutcomeResponse {
  @ApiProperty({ type: Boolean, description: 'true: nothing was written' })
  dryRun: boolean;

  @ApiProperty({ type: PlanDaysResponse })
  before: PlanDaysResponse;

  @ApiProperty({ type: PlanDaysResponse })
  after: PlanDaysResponse;

  @ApiProperty({ type: [MovedTaskResponse], description: 'open tasks whose day changes; no other one moves' })
  moved: MovedTaskResponse[];

  @ApiProperty({ type: RolloutResponse })
  rollout: RolloutResponse;

  static from({ dryRun, before, after, moved, rollout }: PlanOutcome): PlanOutcomeResponse {
    return { dryRun, before, after, moved, rollout: RolloutResponse.from(rollout) };
  }
}

export class ReplanResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, enum: REPLAN_REASONS })
  reasonCode: ReplanReason;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: PlanDaysResponse })
  before: PlanDaysResponse;

  @ApiProperty({ type: PlanDaysResponse })
  after: PlanDaysResponse;

  @ApiProperty({ type: [MovedTaskResponse] })
  moved: MovedTask[];

  @ApiProperty({ type: Boolean, description: 'there was a baseline already' })
  afterBaseline: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  recordedAt: string;

  @ApiProperty({ type: String })
  recordedByName: string;
}

export class ReplansResponse {
  @ApiProperty({ type: [ReplanResponse] })
  data: ReplanResponse[];

  static from(replans: Replan[]): ReplansResponse {
    return {
      data: replans.map((replan) => ({
        ...replan,
        before: replan.before as PlanDays,
        after: replan.after as PlanDays,
      })),
    };
  }
}
