import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { IsPlainText, PageInfo, PageRequest, type Page } from '#platform';
import {
  CORRECTION_KINDS,
  CORRECTION_STATES,
  CORRECTION_WINDOWS,
  type Correction,
  type CorrectionKind,
  type CorrectionOrder,
  type CorrectionState,
} from './correction.js';
import type { CorrectionsFilter } from './correction-list.service.js';
import type { CorrectionCommand } from './corrections.service.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MIN_REASON = 15;
const MAX_REASON = 2_000;
const DECISIONS = ['GRANT', 'DECLINE'] as const;

export class CorrectionRequest {
  @ApiProperty({ type: String, format: 'uuid', description: 'the accepted submission' })
  @IsString()
  @Matches(UUID, { context: { code: 'invalid-id' } })
  submission: string;

  @ApiProperty({ type: String, enum: CORRECTION_KINDS })
  @IsIn(CORRECTION_KINDS)
  kind: CorrectionKind;

  @ApiProperty({ type: String, minLength: MIN_REASON, maxLength: MAX_REASON })
  @IsString()
  @IsPlainText()
  @MinLength(MIN_REASON)
  @MaxLength(MAX_REASON)
  reason: string;

  order(): CorrectionOrder {
    return { submissionId: this.submission, kind: this.kind, reason: this.reason };
  }
}

export class CorrectionDecisionRequest {
  @ApiProperty({ type: String, enum: DECISIONS })
  @IsIn(DECISIONS)
  decision: (typeof DECISIONS)[number];

  @ApiProperty({
    type: String,
    required: false,
    minLength: MIN_REASON,
    maxLength: MAX_REASON,
    description: 'required with DECLINE',
  })
  @ValidateIf(
    ({ decision, reason }: CorrectionDecisionRequest) => decision === 'DECLINE' || reason !== undefined,
  )
  @IsString()
  @IsPlainText()
  @MinLength(MIN_REASON)
  @MaxLength(MAX_REASON)
  reason?: string;

  command(): CorrectionCommand {
    return { act: this.decision === 'GRANT' ? 'grant' : 'decline', reason: this.reason ?? null };
  }
}

export class CorrectionsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z]{2,10}$/, { context: { code: 'unknown-country' } })
  partner?: string;

  @ApiProperty({ type: String, required: false, format: 'uuid', description: 'of one expected report' })
  @IsOptional()
  @IsString()
  @Matches(UUID, { context: { code: 'invalid-id' } })
  slot?: string;

  @ApiProperty({ type: String, required: false, enum: CORRECTION_STATES })
  @IsOptional()
  @IsIn(CORRECTION_STATES)
  state?: CorrectionState;

  filter(): CorrectionsFilter {
    const { partner, slot, state, limit, cursor } = this;
    return { partner, slot, state, limit, cursor };
  }
}

export class CorrectionResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String, example: '2026-10', description: 'aligned month of the report' })
  month: string;

  @ApiProperty({ type: String, format: 'uuid', description: 'the expected report' })
  slot: string;

  @ApiProperty({ type: String, format: 'uuid', description: 'the accepted submission' })
  submission: string;

  @ApiProperty({ type: String, enum: CORRECTION_KINDS })
  kind: string;

  @ApiProperty({ type: String })
  reason: string;

  @ApiProperty({ type: String, enum: CORRECTION_STATES })
  state: string;

  @ApiProperty({ type: String })
  requestedBy: string;

  @ApiProperty({ type: String })
  requestedByName: string;

  @ApiProperty({ type: String, enum: ['PARTNER', 'HQ'] })
  requestedSide: string;

  @ApiProperty({ type: String, format: 'date-time' })
  requestedAt: string;

  @ApiProperty({ type: String, nullable: true })
  decidedBy: string | null;

  @ApiProperty({ type: String, nullable: true })
  decidedByName: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;

  @ApiProperty({
    type: String,
    enum: CORRECTION_WINDOWS,
    nullable: true,
    description: 'how late the decision was',
  })
  decidedIn: string | null;

  @ApiProperty({ type: String, nullable: true })
  decisionReason: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'the draft in which to correct' })
  revision: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'hand the draft in before' })
  submitBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'applied or lapsed' })
  closedAt: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'the revision that was accepted',
  })
  appliedRevision: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  static from(correction: Correction): CorrectionResponse {
    const { slotId, submissionId, revisionId, appliedRevisionId } = correction;
    return {
      ...shownOf(correction),
      slot: slotId,
      submission: submissionId,
      revision: revisionId,
      appliedRevision: appliedRevisionId,
    };
  }
}

export class CorrectionListResponse {
  @ApiProperty({ type: [CorrectionResponse] })
  data: CorrectionResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from({ data, page }: Page<Correction>): CorrectionListResponse {
    return { data: data.map((correction) => CorrectionResponse.from(correction)), page };
  }
}

/** What stands in the answer as it stands in the request. */
function shownOf({
  id,
  partner,
  unit,
  month,
  kind,
  reason,
  state,
  requestedBy,
  requestedByName,
  requestedSide,
  requestedAt,
  decidedBy,
  decidedByName,
  decidedAt,
  decidedIn,
  decisionReason,
  submitBy,
  closedAt,
  rev,
}: Correction) {
  const request = { id, partner, unit, month, kind, reason, state, rev };
  const asked = { requestedBy, requestedByName, requestedSide, requestedAt };
  const decided = { decidedBy, decidedByName, decidedAt, decidedIn, decisionReason };
  return { ...request, ...asked, ...decided, submitBy, closedAt };
}
