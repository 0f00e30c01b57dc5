import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { IsCalendarDay } from '#partnerships';
import { IsPlainText } from '#platform';
import {
  REPLAN_REASONS,
  TASK_STEPS,
  type PlanChange,
  type ReplanReason,
  type TaskStep,
} from './rollout-task.js';
import type { TaskCommand } from './tasks.service.js';

export class ChangePlanQuery {
  @ApiProperty({
    type: Boolean,
    required: false,
    default: false,
    description: 'answers what would move, writes nothing',
  })
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : (value as unknown)))
  @IsBoolean()
  dryRun: boolean = false;
}

/** A day that may also be taken back: null makes it unknown. */
function IsDayOrNull(): PropertyDecorator {
  return (target, property) => {
    ValidateIf((_object, value: unknown) => value !== null && value !== undefined)(
      target,
      property as string,
    );
    IsCalendarDay()(target, property);
  };
}

export class ChangePlanRequest {
  @ApiProperty({ type: String, format: 'date', required: false, nullable: true })
  @IsDayOrNull()
  agreementInForce?: string | null;

  @ApiProperty({ type: String, format: 'date', required: false, nullable: true, example: '2027-06-01' })
  @IsDayOrNull()
  plannedOpening?: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    nullable: true,
    description: 'when it is expected to open; null: as planned',
  })
  @IsDayOrNull()
  forecastOpening?: string | null;

  @ApiProperty({ type: String, enum: REPLAN_REASONS })
  @IsIn(REPLAN_REASONS)
  reasonCode: ReplanReason;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(2_000)
  note?: string;

  static toChange({ note, ...change }: ChangePlanRequest): PlanChange {
    return { ...change, note: note ?? null };
  }
}

export class TaskStepRequest {
  @ApiProperty({ type: String, enum: TASK_STEPS })
  @IsIn(TASK_STEPS)
  name: TaskStep;

  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    description: 'complete: the day; absent: today',
  })
  @IsOptional()
  @IsCalendarDay()
  on?: string;

  @ApiProperty({ type: String, required: false, description: 'why; needed to drop and to reopen' })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(2_000)
  reason?: string;

  static toCommand({ name, on, reason }: TaskStepRequest): TaskCommand {
    return { name, on: on ?? null, reason: reason ?? null };
  }
}
