import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsPlainText } from '#platform';
import {
  NOTE_STATES,
  NOTE_STEPS,
  noteSteps,
  type DefinitionNote,
  type NoteState,
  type NoteStep,
} from './definition-note.js';
import type { FiledNote } from './definition-notes.service.js';

const MIN_TEXT = 15;
const MAX_TEXT = 2_000;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const PARTNER = /^[A-Z]{2,10}$/;
const COUNTRY = { context: { code: 'unknown-country' }, message: 'partner is a code such as PK' };

export class NewDefinitionNoteRequest {
  @ApiProperty({ type: String, example: 'PK' })
  @Matches(PARTNER, COUNTRY)
  partner: string;

  @ApiProperty({ type: String, example: 'VISITORS' })
  @IsString()
  @MaxLength(80)
  indicator: string;

  @ApiProperty({
    type: String,
    example: '2026-07',
    description: 'aligned month from which the figures differ',
  })
  @Matches(MONTH, {
    message: 'from is an aligned month such as 2026-07',
    context: { code: 'invalid-period' },
  })
  from: string;

  @ApiProperty({
    type: String,
    minLength: MIN_TEXT,
    maxLength: MAX_TEXT,
    example: 'Accompanying persons are counted as visitors too.',
  })
  @IsString()
  @IsPlainText()
  @MinLength(MIN_TEXT)
  @MaxLength(MAX_TEXT)
  text: string;

  filed(): FiledNote {
    const { partner, indicator, from, text } = this;
    return { partner, indicator, from, text };
  }
}

export class DefinitionNotesRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(PARTNER, COUNTRY)
  partner?: string;

  @ApiProperty({ type: String, required: false, example: 'VISITORS' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  indicator?: string;

  @ApiProperty({ type: String, required: false, enum: NOTE_STATES })
  @IsOptional()
  @IsIn(NOTE_STATES)
  state?: NoteState;
}

export class DefinitionNoteTransitionRequest {
  @ApiProperty({ type: String, enum: NOTE_STEPS })
  @IsIn(NOTE_STEPS)
  name: NoteStep;

  @ApiProperty({ type: String, required: false, maxLength: MAX_TEXT })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_TEXT)
  reason?: string;
}

export class DefinitionNoteResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  indicator: string;

  @ApiProperty({ type: String })
  from: string;

  @ApiProperty({ type: String })
  text: string;

  @ApiProperty({ type: String, enum: NOTE_STATES })
  state: string;

  @ApiProperty({ type: [String], description: 'steps that are open now' })
  steps: string[];

  @ApiProperty({ type: String, format: 'date-time' })
  filedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decidedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  decisionReason: string | null;

  @ApiProperty({ type: Number, description: 'counts every change; also the ETag' })
  rev: number;

  static from(note: DefinitionNote): DefinitionNoteResponse {
    const { filedBy: _by, ...shown } = note;
    return {
      ...shown,
      steps: noteSteps(note.state),
      filedAt: note.filedAt.toISOString(),
      decidedAt: note.decidedAt?.toISOString() ?? null,
    };
  }
}

export class DefinitionNoteList {
  @ApiProperty({ type: [DefinitionNoteResponse] })
  data: DefinitionNoteResponse[];

  static from(notes: readonly DefinitionNote[]): DefinitionNoteList {
    return { data: notes.map(DefinitionNoteResponse.from) };
  }
}
