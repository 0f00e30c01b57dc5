import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsPlainText } from '#platform';
import { TRANSITION_NAMES, type TransitionName } from '../submissions/submission.lifecycle.js';
import { QueryRequest } from './query.dto.js';
import type { AllowedTransition, AppliedTransition, TransitionCommand } from './transition.js';

const MAX_TEXT = 2_000;

export class AcknowledgementRequest {
  @ApiProperty({ type: String, description: 'the rule that found the figure remarkable' })
  @IsString()
  @MaxLength(80)
  rule: string;

  @ApiProperty({ type: String })
  @IsString()
  @MaxLength(80)
  cell: string;
}

export class TransitionRequest {
  @ApiProperty({ type: String, enum: TRANSITION_NAMES })
  @IsIn(TRANSITION_NAMES)
  name: TransitionName;

  @ApiProperty({
    type: Boolean,
    required: false,
    description: 'with submit: I declare that the figures are right',
  })
  @IsOptional()
  @IsBoolean()
  attestation?: boolean;

  @ApiProperty({
    type: [QueryRequest],
    required: false,
    description: 'with return: at least one, unless one is open already',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => QueryRequest)
  queries?: QueryRequest[];

  @ApiProperty({
    type: [AcknowledgementRequest],
    required: false,
    description: 'with accept: every remarkable figure that you have seen',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => AcknowledgementRequest)
  acknowledgements?: AcknowledgementRequest[];

  @ApiProperty({ type: String, required: false, description: 'with void and escalate' })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MinLength(10)
  @MaxLength(MAX_TEXT)
  reason?: string;

  /** @throws InvalidValueError `invalid-timestamp` for a day that does not exist. */
  command(): TransitionCommand {
    const queries = (this.queries ?? []).map((query, index) => query.question(`/queries/${index}`));
    const { name, attestation = false, acknowledgements = [], reason = null } = this;
    return { name, attestation, queries, acknowledgements, reason };
  }
}

export class GuardResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  pointer: string;

  @ApiProperty({ type: String })
  message: string;

  @ApiProperty({ type: Object, required: false, description: 'the numbers of the message' })
  params?: Record<string, string | number>;
}

export class AllowedTransitionResponse {
  @ApiProperty({ type: String, enum: TRANSITION_NAMES })
  name: string;

  @ApiProperty({ type: String })
  to: string;

  @ApiProperty({ type: [GuardResponse], description: 'what is still missing; empty: possible now' })
  unmet: GuardResponse[];
}

export class AllowedTransitionsResponse {
  @ApiProperty({ type: [AllowedTransitionResponse] })
  data: AllowedTransitionResponse[];

  static from(data: AllowedTransition[]): AllowedTransitionsResponse {
    return { data };
  }
}

export class AppliedTransitionResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  state: string;

  @ApiProperty({ type: Number })
  rev: number;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'after return: the draft to correct',
  })
  nextRevision: string | null;

  static from(applied: AppliedTransition): AppliedTransitionResponse {
    return {
      id: applied.submissionId,
      state: applied.state,
      rev: applied.rev,
      nextRevision: applied.nextRevisionId,
    };
  }
}
