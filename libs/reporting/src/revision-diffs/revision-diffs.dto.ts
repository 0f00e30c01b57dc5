import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { ChangedCell, RevisionDiff } from './revision-diff.js';

const SIDE = /^(r[1-9]\d{0,3}|accepted|previousPeriod)$/;
const DESCRIPTION = 'r<number>, accepted, or previousPeriod';
const MESSAGE = 'A side is r1, r2 and so on, accepted, or previousPeriod.';

export class DiffQuery {
  @ApiProperty({
    type: String,
    required: false,
    example: 'r1',
    description: `${DESCRIPTION}; absent: the revision before, or the period before`,
  })
  @IsOptional()
  @Matches(SIDE, { message: MESSAGE })
  from?: string;

  @ApiProperty({
    type: String,
    required: false,
    example: 'r2',
    description: `${DESCRIPTION}; absent: this revision`,
  })
  @IsOptional()
  @Matches(SIDE, { message: MESSAGE })
  to?: string;
}

export class DiffSideResponse {
  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String, format: 'uuid' })
  submission: string;

  @ApiProperty({ type: Number })
  revision: number;

  @ApiProperty({ type: String })
  state: string;

  @ApiProperty({ type: String })
  period: string;
}

export class DiffContentResponse {
  @ApiProperty({ type: String })
  kind: string;

  @ApiProperty({ type: String, nullable: true })
  value: string | null;
}

export class ChangedCellResponse {
  @ApiProperty({ type: String })
  cell: string;

  @ApiProperty({ type: DiffContentResponse, nullable: true, description: 'null: blank' })
  old: DiffContentResponse | null;

  @ApiProperty({ type: DiffContentResponse, nullable: true, description: 'null: blank' })
  new: DiffContentResponse | null;

  @ApiProperty({ type: String, nullable: true, description: 'new − old where both are numbers' })
  difference: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'who entered the newer value' })
  by: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  at: string | null;

  @ApiProperty({ type: String, nullable: true })
  source: string | null;

  @ApiProperty({ type: String, nullable: true })
  explanation: string | null;

  static from(changed: ChangedCell): ChangedCellResponse {
    return { ...changed, at: changed.at?.toISOString() ?? null };
  }
}

export class DiffResponse {
  @ApiProperty({ type: DiffSideResponse })
  from: DiffSideResponse;

  @ApiProperty({ type: DiffSideResponse })
  to: DiffSideResponse;

  @ApiProperty({ type: Number, description: 'how many cells are not the same' })
  changedCount: number;

  @ApiProperty({ type: [ChangedCellResponse] })
  cells: ChangedCellResponse[];

  static of({ from, to, changed }: RevisionDiff): DiffResponse {
    return {
      from: sideOf(from),
      to: sideOf(to),
      changedCount: changed.length,
      cells: changed.map(ChangedCellResponse.from),
    };
  }
}

function sideOf({ name, submissionId, revision, state, period }: RevisionDiff['from']): DiffSideResponse {
  return { name, submission: submissionId, revision, state, period };
}
