import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { InvalidValueError, IsPlainText } from '#platform';
import { INSTANT, instantFrom } from '../extensions/instant-text.js';
import { REVIEWER_QUERY_STEPS } from './query.lifecycle.js';
import type { QueryTexts } from './query-texts.js';
import type { QueryDecision } from './queries.service.js';
import {
  QUERY_REASONS,
  QUERY_STATES,
  type NewQuery,
  type QueryReason,
  type ReviewQuery,
} from './review-query.js';

const MAX_TEXT = 2_000;

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

  @ApiProperty({
    type: String,
    format: 'date-time',
    required: false,
    description: 'with offset; absent: five working days of the recipient from now',
  })
  @IsOptional()
  @IsString()
  @Matches(INSTANT, {
    context: { code: 'invalid-timestamp' },
    message: 'replyBy is an instant such as 2026-11-20T18:00:00+05:00',
  })
  replyBy?: string;

  /** @throws ValidationFailedError `invalid-timestamp` for a day that does not exist. */
  question(pointer = ''): NewQuery {
    const { cell = null, reason, text } = this;
    const replyBy = this.replyBy === undefined ? null : instantFrom(`${pointer}/replyBy`, this.replyBy);
    return { cell, reason, text, replyBy };
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

export class QueryTransitionRequest {
  @ApiProperty({ type: String, enum: REVIEWER_QUERY_STEPS })
  @IsIn(REVIEWER_QUERY_STEPS)
  name: (typeof REVIEWER_QUERY_STEPS)[number];

  @ApiProperty({ type: String, required: false, description: 'with reopen: what is still unclear' })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MinLength(3)
  @MaxLength(MAX_TEXT)
  text?: string;

  /** @throws InvalidValueError when a question is asked again without a word. */
  decision(): QueryDecision {
    if (this.name === 'reopen' && !this.text)
      throw new InvalidValueError('validation-failed', '/text', 'Say what is still unclear.');
    return { step: this.name, text: this.text ?? null };
  }
}

export class QueryMessageResponse {
  @ApiProperty({ type: String, enum: ['HQ', 'PARTNER'] })
  side: string;

  @ApiProperty({ type: String })
  author: string;

  @ApiProperty({ type: String, nullable: true })
  authorName: string | null;

  @ApiProperty({ type: String })
  text: string;

  @ApiProperty({ type: String, format: 'date-time' })
  at: string;
}

export class QueryResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid', description: 'the revision that it was asked about' })
  submission: string;

  @ApiProperty({ type: String, nullable: true })
  cell: string | null;

  @ApiProperty({ type: String, enum: QUERY_REASONS })
  reason: string;

  @ApiProperty({ type: Object, description: 'the name of the reason by language' })
  reasonTitles: Record<string, string>;

  @ApiProperty({ type: String })
  text: string;

  @ApiProperty({ type: String, enum: QUERY_STATES })
  state: string;

  @ApiProperty({ type: String, format: 'date-time' })
  replyBy: string;

  @ApiProperty({ type: String, nullable: true, description: 'who asked' })
  askedByName: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  askedAt: string;

  @ApiProperty({ type: String, nullable: true, description: 'the newest answer' })
  answer: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  answeredAt: string | null;

  @ApiProperty({ type: [QueryMessageResponse], description: 'what was said since, oldest first' })
  messages: QueryMessageResponse[];

  @ApiProperty({ type: Number })
  rev: number;

  static from(query: ReviewQuery, texts: QueryTexts): QueryResponse {
    const { id, submissionId: submission, cell, reason, text, state, answer, askedByName, rev } = query;
    return {
      id,
      submission,
      cell,
      reason,
      text,
      state,
      answer,
      askedByName,
      rev,
      reasonTitles: texts.titlesOf(reason),
      replyBy: query.replyBy.toISOString(),
      askedAt: query.askedAt.toISOString(),
      answeredAt: query.answeredAt?.toISOString() ?? null,
      messages: query.messages.map((message) => ({ ...message, at: new Date(message.at).toISOString() })),
    };
  }
}

export class QueryListResponse {
  @ApiProperty({ type: [QueryResponse] })
  data: QueryResponse[];

  static from(queries: ReviewQuery[], texts: QueryTexts): QueryListResponse {
    return { data: queries.map((query) => QueryResponse.from(query, texts)) };
  }
}
