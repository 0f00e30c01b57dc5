import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  Max,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { isIsoDate } from '#calendars';
import { EVIDENCE_KINDS, type EvidenceKind } from '#evidence';
import { InvalidValueError, IsPlainText, PageRequest } from '#platform';
import {
  ASSESSMENT_KINDS,
  ASSESSMENT_STATES,
  type AssessmentKind,
  type AssessmentState,
} from './assessment.js';
import { ASSESSMENT_STEPS, type AssessmentStep } from './assessment.lifecycle.js';
import type { StepCommand } from './assessment-steps.service.js';
import type { GivenAnswer } from './answers.service.js';
import type { PlannedAssessment } from './assessments.service.js';

const PARTNER = /^[A-Z0-9]{1,20}$/;
const MAX_CODE = 80;
const MAX_TEXT = 2_000;
const MAX_STATEMENT = 10_000;
const MAX_ITEMS = 500;
const MAX_VALUE = 100;
const MAX_TEAM = 20;
const MIN_REASON = 5;

export class AssessmentsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(PARTNER)
  partner?: string;

  @ApiProperty({ type: String, required: false, example: 'CTR-PK-ISB' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_CODE)
  unit?: string;

  @ApiProperty({ type: String, required: false, enum: ASSESSMENT_KINDS })
  @IsOptional()
  @IsIn(ASSESSMENT_KINDS)
  kind?: AssessmentKind;

  @ApiProperty({ type: String, required: false, enum: ASSESSMENT_STATES })
  @IsOptional()
  @IsIn(ASSESSMENT_STATES)
  state?: AssessmentState;

  @ApiProperty({ type: String, format: 'uuid', required: false })
  @IsOptional()
  @IsUUID()
  campaign?: string;
}

export class AssessmentRequest {
  @ApiProperty({ type: String, example: 'CTR-PK-ISB' })
  @IsString()
  @MaxLength(MAX_CODE)
  unit: string;

  @ApiProperty({ type: String, enum: ASSESSMENT_KINDS })
  @IsIn(ASSESSMENT_KINDS)
  kind: AssessmentKind;

  @ApiProperty({ type: String, example: 'ASAN-INDEX' })
  @IsString()
  @MaxLength(MAX_CODE)
  standard: string;

  @ApiProperty({ type: String, format: 'date', required: false })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  plannedOn?: string;

  @ApiProperty({
    type: [String],
    required: false,
    maxItems: MAX_TEAM,
    description: 'names of those who take part',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_TEAM)
  @IsString({ each: true })
  @IsPlainText({ each: true })
  @MaxLength(200, { each: true })
  team?: string[];

  @ApiProperty({
    type: String,
    format: 'uuid',
    required: false,
    description: 'the final assessment with an error in it',
  })
  @IsOptional()
  @IsUUID()
  supersedes?: string;

  /** @throws InvalidValueError for a day that is none. */
  static toPlan({ unit, kind, standard, plannedOn, team, supersedes }: AssessmentRequest): PlannedAssessment {
    if (plannedOn !== undefined && !isIsoDate(plannedOn))
      throw new InvalidValueError('invalid-date', '/plannedOn', 'Not a calendar day.');
    return {
      unit,
      kind,
      standard,
      plannedOn: plannedOn ?? null,
      team: team ?? [],
      supersedes: supersedes ?? null,
    };
  }
}

export class AssessmentStepRequest {
  @ApiProperty({ type: String, enum: ASSESSMENT_STEPS })
  @IsIn(ASSESSMENT_STEPS)
  name: AssessmentStep;

  @ApiProperty({
    type: String,
    required: false,
    maxLength: MAX_STATEMENT,
    description: 'of the country, with respond',
  })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MinLength(MIN_REASON)
  @MaxLength(MAX_STATEMENT)
  statement?: string;

  static toCommand({ name, statement }: AssessmentStepRequest): StepCommand {
    return { name, statement: statement ?? null };
  }
}

class ItemEvidenceRequest {
  @ApiProperty({ type: String, enum: EVIDENCE_KINDS })
  @IsIn(EVIDENCE_KINDS)
  kind: EvidenceKind;

  @ApiProperty({
    type: String,
    description: 'id of a claim, document version or engagement, or a web address',
  })
  @IsString()
  @IsPlainText()
  @MinLength(1)
  @MaxLength(MAX_TEXT)
  reference: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_TEXT)
  note?: string;
}

class ItemAnswerRequest {
  @ApiProperty({ type: String, example: 'P1.1.1' })
  @IsString()
  @MaxLength(20)
  item: string;

  @ApiProperty({ type: Number, required: false, minimum: 0, maximum: MAX_VALUE })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_VALUE)
  value?: number;

  @ApiProperty({ type: String, required: false, minLength: MIN_REASON, description: 'why it does not apply' })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MinLength(MIN_REASON)
  @MaxLength(MAX_TEXT)
  notApplicable?: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_TEXT)
  note?: string;

  @ApiProperty({ type: [ItemEvidenceRequest], required: false, maxItems: 20 })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ItemEvidenceRequest)
  evidence?: ItemEvidenceRequest[];
}

export class AnswersRequest {
  @ApiProperty({ type: [ItemAnswerRequest], minItems: 1, maxItems: MAX_ITEMS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => ItemAnswerRequest)
  items: ItemAnswerRequest[];

  static toAnswers({ items }: AnswersRequest): GivenAnswer[] {
    return items.map(({ item, value, notApplicable, note, evidence = [] }) => ({
      item,
      value: value ?? null,
      naReason: notApplicable ?? null,
      note: note ?? null,
      evidence: evidence.map((proof) => ({ ...proof, note: proof.note ?? null })),
    }));
  }
}

export class ResultsRequest extends PageRequest {
  @ApiProperty({ type: String, format: 'uuid', required: false })
  @IsOptional()
  @IsUUID()
  campaign?: string;

  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(PARTNER)
  partner?: string;

  @ApiProperty({ type: String, required: false, example: 'CTR-PK-ISB' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_CODE)
  unit?: string;

  @ApiProperty({ type: String, required: false, enum: ['json', 'csv'] })
  @IsOptional()
  @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';
}
