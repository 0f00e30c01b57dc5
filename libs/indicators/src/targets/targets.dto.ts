import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IsPlainText } from '#platform';
import { TARGET_STATES, type Target, type TargetState, type WantedTarget } from './target.js';
import { TARGET_STEPS, targetSteps, type TargetStep } from './target.lifecycle.js';

const DECIMAL = /^-?\d{1,15}(\.\d{1,6})?$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const PARTNER = /^[A-Z]{2,10}$/;
const MAX_TARGETS = 500;
const MAX_REASON = 2_000;
const NUMBER = { message: '$property is a decimal as a string, such as 1840 or 0.92' };
const ALIGNED = {
  message: '$property is an aligned month such as 2027-01',
  context: { code: 'invalid-period' },
};

export class WantedTargetRequest {
  @ApiProperty({ type: String, example: 'CTR-PK-ISB' })
  @IsString()
  @MaxLength(80)
  unit: string;

  @ApiProperty({ type: String, example: 'SATISFACTION' })
  @IsString()
  @MaxLength(80)
  indicator: string;

  @ApiProperty({ type: String, example: '2027-01', description: 'aligned month' })
  @Matches(MONTH, ALIGNED)
  period: string;

  @ApiProperty({
    type: String,
    example: '0.92',
    description: 'in the unit of the indicator; of a band the lower bound',
  })
  @Matches(DECIMAL, NUMBER)
  value: string;

  @ApiProperty({ type: String, required: false, description: 'of a band the upper bound' })
  @IsOptional()
  @Matches(DECIMAL, NUMBER)
  upper?: string;

  @ApiProperty({ type: String, required: false, example: '0.85', description: 'where the unit started from' })
  @IsOptional()
  @Matches(DECIMAL, NUMBER)
  baseline?: string;
}

export class NewTargetsRequest {
  @ApiProperty({ type: [WantedTargetRequest], maxItems: MAX_TARGETS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_TARGETS)
  @ValidateNested({ each: true })
  @Type(() => WantedTargetRequest)
  targets: WantedTargetRequest[];

  wanted(): WantedTarget[] {
    return this.targets.map(({ unit, indicator, period, value, upper = null, baseline = null }) => ({
      unit,
      indicator,
      period,
      value,
      upper,
      baseline,
    }));
  }
}

export class TargetsRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(PARTNER, { context: { code: 'unknown-country' }, message: 'partner is a code such as PK' })
  partner?: string;

  @ApiProperty({ type: String, required: false, example: 'CTR-PK-ISB' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  unit?: string;

  @ApiProperty({ type: String, required: false, example: 'SATISFACTION' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  indicator?: string;

  @ApiProperty({ type: String, required: false, example: '2027-01', description: 'aligned month' })
  @IsOptional()
  @Matches(MONTH, ALIGNED)
  period?: string;

  @ApiProperty({ type: String, required: false, enum: TARGET_STATES })
  @IsOptional()
  @IsIn(TARGET_STATES)
  state?: TargetState;
}

export class TargetTransitionRequest {
  @ApiProperty({ type: String, enum: TARGET_STEPS })
  @IsIn(TARGET_STEPS)
  name: TargetStep;

  @ApiProperty({ type: String, required: false, maxLength: MAX_REASON })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_REASON)
  reason?: string;
}

export class TargetResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  indicator: string;

  @ApiProperty({ type: Number, description: 'the version that was in force when it was proposed' })
  indicatorVersion: number;

  @ApiProperty({ type: String })
  period: string;

  @ApiProperty({ type: String })
  value: string;

  @ApiProperty({ type: String, nullable: true })
  upper: string | null;

  @ApiProperty({ type: String, nullable: true })
  baseline: string | null;

  @ApiProperty({ type: String, enum: TARGET_STATES })
  state: string;

  @ApiProperty({ type: [String], description: 'steps that are open now' })
  steps: string[];

  @ApiProperty({ type: [String], example: ['baseline-missing'], description: 'nothing of this is refused' })
  warnings: string[];

  @ApiProperty({ type: String, format: 'date-time' })
  proposedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  decisionReason: string | null;

  @ApiProperty({ type: Number, description: 'counts every change; also the ETag' })
  rev: number;

  static from(target: Target): TargetResponse {
    const { proposedBy: _by, decidedBy: _decider, proposedAt, decidedAt, ...shown } = target;
    return {
      ...shown,
      steps: targetSteps(target.state),
      warnings: target.baseline === null ? ['baseline-missing'] : [],
      proposedAt: proposedAt.toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
    };
  }
}

export class TargetList {
  @ApiProperty({ type: [TargetResponse] })
  data: TargetResponse[];

  static from(targets: readonly Target[]): TargetList {
    return { data: targets.map(TargetResponse.from) };
  }
}
