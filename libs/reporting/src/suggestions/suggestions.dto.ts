import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { InvalidValueError, IsPlainText } from '#platform';
import { decimalFault, normalDecimal } from '../submissions/decimal-text.js';
import {
  SUGGESTION_STATES,
  SUGGESTION_STEPS,
  type NewSuggestion,
  type Suggestion,
  type SuggestionDecision,
  type SuggestionStep,
} from './suggestion.js';

const MAX_REASON = 1_000;

export class SuggestionRequest {
  @ApiProperty({ type: String, example: 'VISITORS' })
  @IsString()
  @MaxLength(80)
  cell: string;

  @ApiProperty({ type: String, example: '1840', description: 'decimal as a string' })
  @IsString()
  @MaxLength(60)
  value: string;

  @ApiProperty({ type: String })
  @IsString()
  @IsPlainText()
  @MinLength(10)
  @MaxLength(MAX_REASON)
  reason: string;

  /** @throws InvalidValueError for what is no number in the agreed form. */
  offer(): NewSuggestion {
    const fault = decimalFault(this.value);
    if (fault)
      throw new InvalidValueError(fault, '/value', `“${this.value}” is not a decimal like 1840 or 13.2.`);
    return { cell: this.cell, value: normalDecimal(this.value), reason: this.reason };
  }
}

export class SuggestionTransitionRequest {
  @ApiProperty({ type: String, enum: SUGGESTION_STEPS })
  @IsIn(SUGGESTION_STEPS)
  name: SuggestionStep;

  @ApiProperty({ type: String, required: false, description: 'with decline: why not' })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MinLength(3)
  @MaxLength(MAX_REASON)
  reason?: string;

  /** @throws InvalidValueError for a refusal without a word. */
  decision(): SuggestionDecision {
    if (this.name === 'decline' && !this.reason)
      throw new InvalidValueError('validation-failed', '/reason', 'Say why the value is not taken over.');
    return { step: this.name, reason: this.reason ?? null };
  }
}

export class SuggestionResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid', description: 'the revision that the reviewer read' })
  submission: string;

  @ApiProperty({ type: String })
  cell: string;

  @ApiProperty({ type: String })
  value: string;

  @ApiProperty({ type: String })
  reason: string;

  @ApiProperty({ type: String, enum: SUGGESTION_STATES })
  state: string;

  @ApiProperty({ type: String, nullable: true })
  suggestedByName: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  suggestedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  decisionReason: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  static from(suggestion: Suggestion): SuggestionResponse {
    const { id, submissionId: submission, cell, value, reason, state } = suggestion;
    const { suggestedByName, decisionReason, rev } = suggestion;
    return {
      id,
      submission,
      cell,
      value,
      reason,
      state,
      suggestedByName,
      decisionReason,
      rev,
      suggestedAt: suggestion.suggestedAt.toISOString(),
      decidedAt: suggestion.decidedAt?.toISOString() ?? null,
    };
  }
}

export class SuggestionListResponse {
  @ApiProperty({ type: [SuggestionResponse] })
  data: SuggestionResponse[];

  static from(suggestions: readonly Suggestion[]): SuggestionListResponse {
    return { data: suggestions.map(SuggestionResponse.from) };
  }
}
