import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { InvalidValueError, IsPlainText } from '#platform';
import { IsCalendarDay } from '../programme-day.js';
import {
  OBLIGATION_KINDS,
  RISKS,
  SIDES,
  type Obligation,
  type ObligationKind,
  type Risk,
  type Side,
} from './obligation.js';
import type { ObligationDraft } from './obligations.service.js';
import { FREQUENCIES, type Frequency } from './recurrence.js';

const CODE = /^[A-Z0-9]{1,20}$/;

export class AddObligationRequest {
  @ApiProperty({ type: String, example: '3.2', description: 'number of the clause' })
  @IsPlainText()
  @IsString()
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : (value as unknown)))
  @MinLength(1)
  @MaxLength(30)
  clauseRef: string;

  @ApiProperty({ type: String, example: 'PK', description: 'partner code, or HQ' })
  @Matches(CODE)
  obliged: string;

  @ApiProperty({
    type: String,
    required: false,
    description: 'needed where HQ owes something to one of several',
  })
  @IsOptional()
  @Matches(CODE)
  beneficiary?: string;

  @ApiProperty({ type: String, enum: OBLIGATION_KINDS })
  @IsIn(OBLIGATION_KINDS)
  kind: ObligationKind;

  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  title: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(4_000)
  description?: string;

  @ApiProperty({ type: String, enum: FREQUENCIES })
  @IsIn(FREQUENCIES)
  frequency: Frequency;

  @ApiProperty({ type: String, format: 'date', example: '2026-12-31' })
  @IsCalendarDay()
  firstDueOn: string;

  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    description: 'inclusive; absent: no end of its own',
  })
  @IsOptional()
  @IsCalendarDay()
  lastDueOn?: string;

  @ApiProperty({ type: Number, required: false, default: 30, description: 'days before the due day' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(366)
  leadDays?: number;

  @ApiProperty({ type: Boolean, required: false, default: true })
  @IsOptional()
  @IsBoolean()
  evidenceRequired?: boolean;

  @ApiProperty({ type: Boolean, required: false, default: false, description: 'stays due after the end' })
  @IsOptional()
  @IsBoolean()
  survives?: boolean;

  @ApiProperty({ type: String, enum: RISKS, required: false, default: 'MEDIUM' })
  @IsOptional()
  @IsIn(RISKS)
  risk?: Risk;

  @ApiProperty({ type: String, required: false, description: 'office or person that sees to it' })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(300)
  owner?: string;

  /** @throws InvalidValueError `rule-violated` for a recurrence that ends before it begins. */
  static toDraft(request: AddObligationRequest): ObligationDraft {
    const { frequency, firstDueOn, lastDueOn = null } = request;
    if (lastDueOn !== null && (frequency === 'ONCE' || lastDueOn < firstDueOn)) {
      throw new InvalidValueError(
        'rule-violated',
        '/lastDueOn',
        'The last due day belongs to a later recurrence.',
      );
    }
    return {
      clauseRef: request.clauseRef,
      obliged: request.obliged,
      beneficiary: request.beneficiary ?? null,
      kind: request.kind,
      title: request.title,
      description: request.description ?? null,
      recurrence: { frequency, firstDueOn, lastDueOn },
      leadDays: request.leadDays ?? 30,
      evidenceRequired: request.evidenceRequired ?? true,
      survives: request.survives ?? false,
      risk: request.risk ?? 'MEDIUM',
      owner: request.owner ?? null,
    };
  }
}

export class ObligationResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, description: 'the partner that owes or is owed' })
  partner: string;

  @ApiProperty({ type: String, format: 'uuid' })
  instrument: string;

  @ApiProperty({ type: String })
  clauseRef: string;

  @ApiProperty({ type: String, enum: SIDES })
  obligedSide: Side;

  @ApiProperty({ type: String, enum: OBLIGATION_KINDS })
  kind: ObligationKind;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, nullable: true })
  description: string | null;

  @ApiProperty({ type: String, enum: FREQUENCIES })
  frequency: Frequency;

  @ApiProperty({ type: String, format: 'date' })
  firstDueOn: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  lastDueOn: string | null;

  @ApiProperty({ type: Number })
  leadDays: number;

  @ApiProperty({ type: Boolean })
  evidenceRequired: boolean;

  @ApiProperty({ type: Boolean })
  survives: boolean;

  @ApiProperty({ type: String, enum: RISKS })
  risk: Risk;

  @ApiProperty({ type: String, nullable: true })
  owner: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  recordedAt: string;

  static from({ instrumentId, recurrence, ...obligation }: Obligation): ObligationResponse {
    return { ...obligation, ...recurrence, instrument: instrumentId };
  }
}

export class ObligationsResponse {
  @ApiProperty({ type: [ObligationResponse] })
  data: ObligationResponse[];

  static from(obligations: Obligation[]): ObligationsResponse {
    return { data: obligations.map((obligation) => ObligationResponse.from(obligation)) };
  }
}
