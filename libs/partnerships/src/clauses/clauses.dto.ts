import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { DocumentedDateResponse } from '#evidence';
import { InvalidValueError, IsPlainText } from '#platform';
import { INSTRUMENT_STATUSES, type InstrumentStatus } from '../instruments/instrument.js';
import type { InstrumentOnDay } from '../instruments/instruments.service.js';
import { CLAUSE_EFFECTS, type Clause, type ClauseEffect, type NewClause } from './clause.js';
import type { Consolidation } from './consolidate.js';

export class AddClauseRequest {
  @ApiProperty({ type: String, example: '3.2' })
  @Matches(/^[\p{L}\p{N}][\p{L}\p{N}.()/-]{0,29}$/u)
  ref: string;

  @ApiProperty({
    type: String,
    enum: CLAUSE_EFFECTS,
    description: 'ORIGINAL unless the instrument amends another',
  })
  @IsIn(CLAUSE_EFFECTS)
  effect: ClauseEffect;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(300)
  heading?: string;

  @ApiProperty({ type: String, required: false, description: 'absent for DELETE only' })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(20_000)
  body?: string;

  /** @throws InvalidValueError when words are missing, or given for a deletion. */
  static toClause(request: AddClauseRequest): NewClause {
    const { ref, effect, heading = null, body = null } = request;
    if ((effect === 'DELETE') !== (body === null)) {
      throw new InvalidValueError(
        'rule-violated',
        '/body',
        'Every clause has words, except one that is deleted.',
      );
    }
    return { ref, effect, heading, body };
  }
}

export class ClauseResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  ref: string;

  @ApiProperty({ type: Number })
  position: number;

  @ApiProperty({ type: String, enum: CLAUSE_EFFECTS })
  effect: ClauseEffect;

  @ApiProperty({ type: String, nullable: true })
  heading: string | null;

  @ApiProperty({ type: String, nullable: true })
  body: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  recordedAt: string;
}

export class ClausesResponse {
  @ApiProperty({ type: [ClauseResponse] })
  data: ClauseResponse[];

  static from(clauses: Clause[]): ClausesResponse {
    return { data: clauses.map(({ instrumentId: _owner, ...clause }) => clause) };
  }
}

export class ClauseProvenanceResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  instrumentId: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String, format: 'uuid' })
  clauseId: string;

  @ApiProperty({ type: String, enum: CLAUSE_EFFECTS })
  effect: ClauseEffect;

  @ApiProperty({ type: DocumentedDateResponse, nullable: true })
  since: DocumentedDateResponse | null;
}

export class ConsolidatedClauseResponse {
  @ApiProperty({ type: String })
  ref: string;

  @ApiProperty({ type: String, nullable: true })
  heading: string | null;

  @ApiProperty({ type: String })
  body: string;

  @ApiProperty({ type: ClauseProvenanceResponse, description: 'the instrument that these words come from' })
  provenance: ClauseProvenanceResponse;

  @ApiProperty({
    type: [ClauseProvenanceResponse],
    description: 'texts that stood here before, the newest first',
  })
  replaced: ClauseProvenanceResponse[];
}

export class DeletedClauseResponse {
  @ApiProperty({ type: String })
  ref: string;

  @ApiProperty({ type: ClauseProvenanceResponse })
  provenance: ClauseProvenanceResponse;
}

export class WaitingAmendmentResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  instrumentId: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String, enum: INSTRUMENT_STATUSES })
  status: string;
}

export class ConsolidatedResponse {
  @ApiProperty({ type: String, format: 'date' })
  asOf: string;

  @ApiProperty({ type: String, enum: INSTRUMENT_STATUSES, description: 'of the first text on the day' })
  status: InstrumentStatus;

  @ApiProperty({ type: [ConsolidatedClauseResponse] })
  clauses: ConsolidatedClauseResponse[];

  @ApiProperty({ type: [DeletedClauseResponse] })
  deleted: DeletedClauseResponse[];

  @ApiProperty({
    type: [WaitingAmendmentResponse],
    description: 'amendments that are not in force on the day',
  })
  notInForce: WaitingAmendmentResponse[];

  static from(given: Consolidation & { instrument: InstrumentOnDay }): ConsolidatedResponse {
    const { instrument, ...text } = given;
    return { asOf: instrument.asOf, status: instrument.standing.status, ...text };
  }
}
