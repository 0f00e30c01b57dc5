import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { isIsoDate } from '#calendars';
import { EVIDENCE_KINDS, type EvidenceKind, type NewEvidence } from '#evidence';
import { InvalidValueError, IsPlainText, PageRequest } from '#platform';
import {
  ACTION_KINDS,
  FINDING_STATES,
  SEVERITIES,
  type ActionKind,
  type FindingState,
  type Severity,
} from './finding.js';
import { FINDING_STEPS, type FindingStep } from './finding.lifecycle.js';
import type { FindingCommand } from './finding-steps.service.js';
import type { RecordedFinding } from './findings.service.js';

const PARTNER = /^[A-Z0-9]{1,20}$/;
const MAX_CODE = 80;
const MAX_TEXT = 5_000;
const MIN_TEXT = 5;
const MAX_ACTIONS = 30;

export class FindingsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(PARTNER)
  partner?: string;

  @ApiProperty({ type: String, required: false, example: 'CTR-PK-ISB' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_CODE)
  unit?: string;

  @ApiProperty({ type: String, required: false, enum: FINDING_STATES })
  @IsOptional()
  @IsIn(FINDING_STATES)
  state?: FindingState;

  @ApiProperty({ type: String, format: 'uuid', required: false })
  @IsOptional()
  @IsUUID()
  assessment?: string;
}

export class FindingRequest {
  @ApiProperty({ type: String, example: 'P1.1.1', description: 'the sub-criterion' })
  @IsString()
  @MaxLength(20)
  item: string;

  @ApiProperty({ type: String, enum: SEVERITIES })
  @IsIn(SEVERITIES)
  severity: Severity;

  @ApiProperty({ type: String, minLength: MIN_TEXT, maxLength: MAX_TEXT })
  @IsString()
  @IsPlainText()
  @MinLength(MIN_TEXT)
  @MaxLength(MAX_TEXT)
  text: string;

  static toFinding({ item, severity, text }: FindingRequest): RecordedFinding {
    return { item, severity, text };
  }
}

class PlannedActionRequest {
  @ApiProperty({ type: String, enum: ACTION_KINDS })
  @IsIn(ACTION_KINDS)
  kind: ActionKind;

  @ApiProperty({ type: String, minLength: MIN_TEXT, maxLength: MAX_TEXT })
  @IsString()
  @IsPlainText()
  @MinLength(MIN_TEXT)
  @MaxLength(MAX_TEXT)
  what: string;

  @ApiProperty({ type: String, description: 'name of whoever answers for it' })
  @IsString()
  @IsPlainText()
  @MinLength(2)
  @MaxLength(200)
  owner: string;

  @ApiProperty({ type: String, format: 'date' })
  @IsString()
  @MaxLength(10)
  dueOn: string;
}

export class FindingStepRequest {
  @ApiProperty({ type: String, enum: FINDING_STEPS })
  @IsIn(FINDING_STEPS)
  name: FindingStep;

  @ApiProperty({
    type: String,
    required: false,
    description: 'root cause, reason, or what shows that it helped, as the step asks',
  })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MinLength(MIN_TEXT)
  @MaxLength(MAX_TEXT)
  text?: string;

  @ApiProperty({ type: [PlannedActionRequest], required: false, description: 'with submitPlan' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_ACTIONS)
  @ValidateNested({ each: true })
  @Type(() => PlannedActionRequest)
  actions?: PlannedActionRequest[];

  /** @throws InvalidValueError for a day that is none. */
  static toCommand({ name, text, actions = [] }: FindingStepRequest): FindingCommand {
    for (const [index, { dueOn }] of actions.entries())
      if (!isIsoDate(dueOn))
        throw new InvalidValueError('invalid-date', `/actions/${index}/dueOn`, 'Not a calendar day.');
    return { name, text: text ?? null, actions };
  }
}

class ActionEvidenceRequest {
  @ApiProperty({ type: String, enum: EVIDENCE_KINDS })
  @IsIn(EVIDENCE_KINDS)
  kind: EvidenceKind;

  @ApiProperty({ type: String })
  @IsString()
  @IsPlainText()
  @MinLength(1)
  @MaxLength(2_000)
  reference: string;
}

export class ActionDoneRequest {
  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_TEXT)
  note?: string;

  @ApiProperty({ type: [ActionEvidenceRequest], required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ActionEvidenceRequest)
  evidence?: ActionEvidenceRequest[];

  static toOutcome({ note, evidence = [] }: ActionDoneRequest): {
    note: string | null;
    evidence: NewEvidence[];
  } {
    return {
      note: note ?? null,
      evidence: evidence.map(({ kind, reference }) => ({ kind, reference, note: null })),
    };
  }
}
