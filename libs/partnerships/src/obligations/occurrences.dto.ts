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
import { EVIDENCE_KINDS, type EvidenceKind } from '#evidence';
import { IsPlainText, PageInfo, PageRequest } from '#platform';
import { IsCalendarDay } from '../programme-day.js';
import {
  OCCURRENCE_STATES,
  SIDES,
  type Occurrence,
  type OccurrenceState,
  type OccurrenceWithEvidence,
  type Side,
} from './obligation.js';
import { OCCURRENCE_STEPS, type OccurrenceStep } from './occurrence.lifecycle.js';
import type { OpenStep, StepCommand } from './occurrence-steps.service.js';

export class OccurrencesRequest extends PageRequest {
  @ApiProperty({ type: String, enum: OCCURRENCE_STATES, required: false })
  @IsOptional()
  @IsIn(OCCURRENCE_STATES)
  state?: OccurrenceState;

  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(/^[A-Z0-9]{1,20}$/)
  partner?: string;

  @ApiProperty({ type: String, format: 'uuid', required: false })
  @IsOptional()
  @IsUUID()
  instrument?: string;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'inclusive' })
  @IsOptional()
  @IsCalendarDay()
  dueFrom?: string;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'inclusive' })
  @IsOptional()
  @IsCalendarDay()
  dueUntil?: string;
}

export class OccurrenceResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, format: 'uuid' })
  obligation: string;

  @ApiProperty({ type: String, format: 'uuid' })
  instrument: string;

  @ApiProperty({ type: String, nullable: true, description: 'null when the instrument is not yours to see' })
  instrumentCode: string | null;

  @ApiProperty({ type: String })
  clauseRef: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, enum: SIDES })
  obligedSide: Side;

  @ApiProperty({ type: Boolean })
  evidenceRequired: boolean;

  @ApiProperty({ type: String, nullable: true })
  owner: string | null;

  @ApiProperty({ type: String, format: 'date' })
  dueOn: string;

  @ApiProperty({ type: String, enum: OCCURRENCE_STATES })
  state: OccurrenceState;

  @ApiProperty({ type: String, nullable: true, description: 'why it was sent back, waived or disputed' })
  reason: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  submittedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  static from(occurrence: Occurrence): OccurrenceResponse {
    const { obligationId, instrumentId, submittedBy, decidedBy, ...shown } = occurrence;
    void submittedBy;
    void decidedBy;
    return { ...shown, obligation: obligationId, instrument: instrumentId };
  }
}

export class OccurrencesPage {
  @ApiProperty({ type: [OccurrenceResponse] })
  data: OccurrenceResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}

export class EvidenceResponse {
  @ApiProperty({ type: String, enum: EVIDENCE_KINDS })
  kind: EvidenceKind;

  @ApiProperty({
    type: String,
    description: 'id of a claim, of a version of a document or of an engagement, or the address of a page',
  })
  reference: string;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  addedAt: string;
}

export class OccurrenceDetailResponse extends OccurrenceResponse {
  @ApiProperty({ type: [EvidenceResponse] })
  evidence: EvidenceResponse[];

  static override from({ evidence, ...occurrence }: OccurrenceWithEvidence): OccurrenceDetailResponse {
    const shown = evidence.map(({ kind, reference, note, addedAt }) => ({ kind, reference, note, addedAt }));
    return { ...OccurrenceResponse.from(occurrence), evidence: shown };
  }
}

export class EvidenceRequest {
  @ApiProperty({ type: String, enum: EVIDENCE_KINDS })
  @IsIn(EVIDENCE_KINDS)
  kind: EvidenceKind;

  @ApiProperty({ type: String, description: 'id of a claim or an engagement, or the address of a page' })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(2_000)
  reference: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(2_000)
  note?: string;
}

export class OccurrenceStepRequest {
  @ApiProperty({ type: String, enum: OCCURRENCE_STEPS })
  @IsIn(OCCURRENCE_STEPS)
  name: OccurrenceStep;

  @ApiProperty({
    type: String,
    required: false,
    description: 'needed for every step but submitEvidence and accept',
  })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(4_000)
  reason?: string;

  @ApiProperty({ type: [EvidenceRequest], required: false, description: 'with submitEvidence' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => EvidenceRequest)
  evidence?: EvidenceRequest[];

  static toCommand({ name, reason, evidence }: OccurrenceStepRequest): StepCommand {
    const items = (evidence ?? []).map(({ kind, reference, note }) => ({
      kind,
      reference,
      note: note ?? null,
    }));
    return { name, reason: reason ?? null, evidence: items };
  }
}

export class UnmetConditionResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  pointer: string;

  @ApiProperty({ type: String })
  message: string;
}

export class OpenStepResponse {
  @ApiProperty({ type: String, enum: OCCURRENCE_STEPS })
  name: string;

  @ApiProperty({ type: String, enum: OCCURRENCE_STATES })
  to: string;

  @ApiProperty({ type: [UnmetConditionResponse], description: 'what is still missing; empty: possible now' })
  unmet: UnmetConditionResponse[];
}

export class OpenStepsResponse {
  @ApiProperty({ type: [OpenStepResponse] })
  data: OpenStepResponse[];

  static from(data: OpenStep[]): OpenStepsResponse {
    return { data };
  }
}
