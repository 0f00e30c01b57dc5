import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { isIsoDate } from '#calendars';
import { IsPlainText, ValidationFailedError } from '#platform';
import { TRANSITION_NAMES, type TransitionName } from '../submissions/submission.lifecycle.js';
import { QUERY_REASONS, type QueryReason, type ReviewQuery } from './review-query.js';
import type { AllowedTransition, AppliedTransition, TransitionCommand } from './transition.js';

const MAX_TEXT = 2_000;
const DATE_LENGTH = 10;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:[0-5]\d(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

export class QueryRequest {
  @ApiProperty({
    type: String,
    required: false,
    nullable: true,
    description: 'absent: about the whole report',
  })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  cell?: string | null;

  @ApiProperty({ type: String, enum: QUERY_REASONS })
  @IsIn(QUERY_REASONS)
  reason: QueryReason;

  @ApiProperty({ type: String })
  @IsString()
  @IsPlainText()
  @MinLength(3)
  @MaxLength(MAX_TEXT)
  text: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'with offset' })
  @IsString()
  @Matches(INSTANT, {
    context: { code: 'invalid-timestamp' },
    message: 'replyBy is an instant such as 2026-11-20T18:00:00+05:00',
  })
  replyBy: string;
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

  @ApiProperty({ type: [QueryRequest], required: false, description: 'with return: at least one' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => QueryRequest)
  queries?: QueryRequest[];

  /** @throws ValidationFailedError `invalid-timestamp` for a day that does not exist. */
  command(): TransitionCommand {
    const queries = (this.queries ?? []).map(({ cell = null, reason, text, replyBy }, index) => {
      // The clock's own parser takes 30 February for 2 March.
      if (!isIsoDate(replyBy.slice(0, DATE_LENGTH)) || Number.isNaN(Date.parse(replyBy))) {
        throw new ValidationFailedError([
          {
            pointer: `/queries/${index}/replyBy`,
            code: 'invalid-timestamp',
            message: 'There is no such instant.',
          },
        ]);
      }
      return { cell, reason, text, replyBy };
    });
    return { name: this.name, attestation: this.attestation ?? false, queries };
  }
}

export class GuardResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  pointer: string;

  @ApiProperty({ type: String })
  message: string;
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

export class AnswerRequest {
  @ApiProperty({ type: String })
  @IsString()
  @IsPlainText()
  @MinLength(3)
  @MaxLength(MAX_TEXT)
  answer: string;
}

export class QueryResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, nullable: true })
  cell: string | null;

  @ApiProperty({ type: String, enum: QUERY_REASONS })
  reason: string;

  @ApiProperty({ type: String })
  text: string;

  @ApiProperty({ type: String, format: 'date-time' })
  replyBy: string;

  @ApiProperty({ type: String, format: 'date-time' })
  askedAt: string;

  @ApiProperty({ type: String, nullable: true })
  answer: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  answeredAt: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  static from(query: ReviewQuery): QueryResponse {
    const { id, cell, reason, text, answer, rev } = query;
    const instants = {
      replyBy: query.replyBy.toISOString(),
      askedAt: query.askedAt.toISOString(),
      answeredAt: query.answeredAt?.toISOString() ?? null,
    };
    return { id, cell, reason, text, answer, rev, ...instants };
  }
}

export class QueryListResponse {
  @ApiProperty({ type: [QueryResponse] })
  data: QueryResponse[];

  static from(queries: ReviewQuery[]): QueryListResponse {
    return { data: queries.map(QueryResponse.from) };
  }
}
