import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsPlainText } from '#platform';
import { EXEMPTION_STATES, type Exemption, type ExemptionState } from './exemption.js';
import { EXEMPTION_STEPS, exemptionSteps, type ExemptionStep } from './exemption.lifecycle.js';
import { MAX_EXEMPTION_DAYS } from './exemptions.service.js';

const MIN_REASON = 15;
const MAX_REASON = 2_000;
const PARTNER = /^[A-Z]{2,10}$/;

export class NewExemptionRequest {
  @ApiProperty({ type: String, example: 'CTR-PK-ISB' })
  @IsString()
  @MaxLength(80)
  unit: string;

  @ApiProperty({ type: String, example: 'R-CHANGE' })
  @IsString()
  @MaxLength(60)
  rule: string;

  @ApiProperty({
    type: String,
    format: 'date',
    example: '2027-01-01',
    description: `periods that begin before this day are exempt; at most ${MAX_EXEMPTION_DAYS} days from now`,
  })
  @IsString()
  @MaxLength(10)
  until: string;

  @ApiProperty({ type: String, minLength: MIN_REASON, maxLength: MAX_REASON })
  @IsString()
  @IsPlainText()
  @MinLength(MIN_REASON)
  @MaxLength(MAX_REASON)
  reason: string;
}

export class ExemptionTransitionRequest {
  @ApiProperty({ type: String, enum: EXEMPTION_STEPS })
  @IsIn(EXEMPTION_STEPS)
  name: ExemptionStep;

  @ApiProperty({ type: String, required: false, maxLength: MAX_REASON })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_REASON)
  reason?: string;
}

export class ExemptionsRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(PARTNER, { context: { code: 'unknown-country' }, message: 'partner is a code such as PK' })
  partner?: string;

  @ApiProperty({ type: String, required: false, example: 'CTR-PK-ISB' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  unit?: string;

  @ApiProperty({ type: String, required: false, enum: EXEMPTION_STATES })
  @IsOptional()
  @IsIn(EXEMPTION_STATES)
  state?: ExemptionState;
}

export class ExemptionResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  rule: string;

  @ApiProperty({ type: String, format: 'date' })
  until: string;

  @ApiProperty({ type: String })
  reason: string;

  @ApiProperty({ type: String, enum: EXEMPTION_STATES })
  state: string;

  @ApiProperty({ type: [String], description: 'steps that are open now' })
  steps: string[];

  @ApiProperty({ type: String, format: 'date-time' })
  requestedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  decisionReason: string | null;

  @ApiProperty({ type: Number, description: 'counts every change; also the ETag' })
  rev: number;

  static from(exemption: Exemption): ExemptionResponse {
    const { id, partner, unit, rule, until, reason, state, decisionReason, rev } = exemption;
    return {
      id,
      partner,
      unit,
      rule,
      until,
      reason,
      state,
      steps: exemptionSteps(state),
      requestedAt: exemption.requestedAt.toISOString(),
      decidedAt: exemption.decidedAt?.toISOString() ?? null,
      decisionReason,
      rev,
    };
  }
}

export class ExemptionListResponse {
  @ApiProperty({ type: [ExemptionResponse] })
  data: ExemptionResponse[];

  static from(exemptions: readonly Exemption[]): ExemptionListResponse {
    return { data: exemptions.map(ExemptionResponse.from) };
  }
}
