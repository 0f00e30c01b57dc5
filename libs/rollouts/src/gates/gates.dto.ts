import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { EVIDENCE_KINDS, type EvidenceKind } from '#evidence';
import { IsCalendarDay } from '#partnerships';
import { IsPlainText } from '#platform';
import { GATE_DECISIONS, type GateDecision } from '../rollouts/rollout.lifecycle.js';
import { STAGES, type Stage } from '../templates/template.js';
import type { Judgement } from './criteria.service.js';
import { CRITERION_STEPS, type CriterionStep, type DecisionCommand } from './gate.js';

export class PrepareGateRequest {
  @ApiProperty({ type: String, enum: GATE_DECISIONS, description: 'what is recommended to whoever decides' })
  @IsIn(GATE_DECISIONS)
  recommendation: GateDecision;

  @ApiProperty({ type: String, example: 'Both reports are in; the site is handed over in May.' })
  @IsPlainText()
  @IsString()
  @MinLength(10)
  @MaxLength(10_000)
  summary: string;
}

class GateConditionRequest {
  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(1_000)
  body: string;

  @ApiProperty({ type: String, format: 'date', example: '2027-01-15' })
  @IsCalendarDay()
  dueOn: string;
}

export class DecideGateRequest {
  @ApiProperty({ type: String, enum: GATE_DECISIONS })
  @IsIn(GATE_DECISIONS)
  decision: GateDecision;

  @ApiProperty({ type: String, required: false, description: 'needed with HOLD, RECYCLE and STOP' })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(2_000)
  reason?: string;

  @ApiProperty({
    type: [GateConditionRequest],
    required: false,
    description: 'with CONDITIONAL_GO, at least one',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => GateConditionRequest)
  conditions?: GateConditionRequest[];

  @ApiProperty({ type: String, enum: STAGES, required: false, description: 'with RECYCLE: an earlier stage' })
  @IsOptional()
  @IsIn(STAGES)
  toStage?: Stage;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'with HOLD' })
  @IsOptional()
  @IsCalendarDay()
  reviewOn?: string;

  static toCommand(request: DecideGateRequest): DecisionCommand {
    const { decision, reason, conditions = [], toStage, reviewOn } = request;
    return {
      decision,
      reason: reason ?? null,
      conditions: conditions.map(({ body, dueOn }) => ({ body, dueOn })),
      toStage: toStage ?? null,
      reviewOn: reviewOn ?? null,
    };
  }
}

class CriterionProofRequest {
  @ApiProperty({ type: String, enum: EVIDENCE_KINDS })
  @IsIn(EVIDENCE_KINDS)
  kind: EvidenceKind;

  @ApiProperty({
    type: String,
    example: 'https://example.org/report',
    description:
      'id of a claim, a version of a document, an engagement, a mission or a training, or a web address',
  })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(2_000)
  reference: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(1_000)
  note?: string;
}

export class JudgeCriterionRequest {
  @ApiProperty({ type: String, enum: CRITERION_STEPS })
  @IsIn(CRITERION_STEPS)
  name: CriterionStep;

  @ApiProperty({ type: String, required: false, description: 'why; needed to waive and to reopen' })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(2_000)
  reason?: string;

  @ApiProperty({ type: [CriterionProofRequest], required: false, description: 'with meet' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CriterionProofRequest)
  evidence?: CriterionProofRequest[];

  static toJudgement({ name, reason, evidence = [] }: JudgeCriterionRequest): Judgement {
    return {
      name,
      reason: reason ?? null,
      evidence: evidence.map(({ kind, reference, note }) => ({ kind, reference, note: note ?? null })),
    };
  }
}

export class MeetConditionRequest {
  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(2_000)
  note?: string;
}
