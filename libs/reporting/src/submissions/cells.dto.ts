import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { isIsoDate } from '#calendars';
import { IsPlainText, ValidationFailedError, type Fault } from '#platform';
import { FindingResponse } from '../validation/finding.dto.js';
import { VALUE_KINDS, type ValueKind } from '../validation/cell.js';
import { decimalFault, normalDecimal } from './decimal-text.js';
import type { CellPatch } from './cell-merge.js';
import type { CellResult, SavedCells } from './cell-entry.service.js';
import { CellResponse } from './submission.dto.js';

export const MAX_CELLS = 400;
export const MAX_TEXT = 1_000;
const ENTERED_KINDS = VALUE_KINDS.filter((kind) => kind !== 'INVALID');

export class EntryQuery {
  @ApiProperty({
    type: String,
    enum: ['true', 'false'],
    required: false,
    description: 'any conflict refuses the whole patch',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  atomic?: string;
}

export class CellRequest {
  @ApiProperty({ type: String, example: 'VISITORS' })
  @IsString()
  @MaxLength(80)
  cell: string;

  @ApiProperty({
    type: Number,
    description: 'rev of the cell that you read; 0 for one that was never filled',
  })
  @IsInt()
  @Min(0)
  baseRev: number;

  @ApiProperty({
    type: String,
    required: false,
    nullable: true,
    example: '1840',
    description: 'decimal as a string',
  })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  value?: string | null;

  @ApiProperty({
    type: String,
    required: false,
    enum: ENTERED_KINDS,
    description: 'NUMBER when a value is given',
  })
  @IsOptional()
  @IsIn(ENTERED_KINDS)
  kind?: ValueKind;

  @ApiProperty({
    type: String,
    required: false,
    description: 'what was typed when it is no number yet; kept, never counted',
  })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(200)
  draftText?: string;

  @ApiProperty({ type: String, required: false, description: 'why there is no value' })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_TEXT)
  reason?: string;

  @ApiProperty({
    type: String,
    required: false,
    format: 'date',
    description: 'when a missing value will be there',
  })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  expectedBy?: string;

  @ApiProperty({
    type: String,
    required: false,
    description: 'answers a finding that asks for a reason; 15 characters at least',
  })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MaxLength(MAX_TEXT)
  explanation?: string;
}

export class CellsPatchRequest {
  @ApiProperty({ type: Number, required: false, description: 'informative: cells are compared one by one' })
  @IsOptional()
  @IsInt()
  @Min(0)
  baseSubmissionRev?: number;

  @ApiProperty({ type: [CellRequest] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_CELLS)
  @ArrayUnique((cell: CellRequest) => cell?.cell)
  @ValidateNested({ each: true })
  @Type(() => CellRequest)
  cells: CellRequest[];

  /** @throws ValidationFailedError with every value that is not written as a number. */
  patches(): CellPatch[] {
    const faults = this.cells.flatMap(faultsOf);
    if (faults.length > 0) throw new ValidationFailedError(faults);
    return this.cells.map(patchOf);
  }
}

export class CellResultResponse {
  @ApiProperty({ type: String })
  cell: string;

  @ApiProperty({ type: String, enum: ['APPLIED', 'UNCHANGED', 'CONFLICT'] })
  outcome: string;

  @ApiProperty({ type: Number, description: 'rev of the cell as it stands' })
  rev: number;

  @ApiProperty({ type: [FindingResponse] })
  findings: FindingResponse[];

  @ApiProperty({ type: Object, required: false, description: 'with CONFLICT: what you sent' })
  mine?: object;

  @ApiProperty({ type: CellResponse, required: false, description: 'with CONFLICT: what stands' })
  theirs?: CellResponse;

  @ApiProperty({
    type: CellResponse,
    required: false,
    nullable: true,
    description: 'with CONFLICT: what both started from',
  })
  base?: CellResponse | null;

  static from(result: CellResult, body: CellsPatchRequest): CellResultResponse {
    const { cell, outcome, rev, findings } = result;
    const plain = { cell, outcome, rev, findings: findings.map(FindingResponse.from) };
    if (outcome !== 'CONFLICT' || !result.theirs) return plain;
    const mine = body.cells.find((candidate) => candidate.cell === cell);
    const base = result.base ? CellResponse.from(cell, result.base) : null;
    return { ...plain, mine, theirs: CellResponse.from(cell, result.theirs), base };
  }
}

export class CellsPatchResponse {
  @ApiProperty({ type: Number })
  submissionRev: number;

  @ApiProperty({ type: [CellResultResponse] })
  results: CellResultResponse[];

  static from(saved: SavedCells, body: CellsPatchRequest): CellsPatchResponse {
    return {
      submissionRev: saved.submissionRev,
      results: saved.results.map((result) => CellResultResponse.from(result, body)),
    };
  }
}

function faultsOf(cell: CellRequest, index: number): Fault[] {
  const pointer = `/cells/${index}`;
  const faults: Fault[] = [];
  const number = typeof cell.value === 'string' ? decimalFault(cell.value) : null;
  if (number)
    faults.push({
      pointer: `${pointer}/value`,
      code: number,
      message: `“${cell.value}” is not a decimal like 1840 or 13.2.`,
    });
  if (typeof cell.value === 'string' && cell.kind && cell.kind !== 'NUMBER') {
    faults.push({
      pointer: `${pointer}/kind`,
      code: 'validation-failed',
      message: `A value and ${cell.kind} exclude each other.`,
    });
  }
  if (cell.kind === 'NUMBER' && typeof cell.value !== 'string') {
    faults.push({ pointer: `${pointer}/value`, code: 'validation-failed', message: 'NUMBER needs a value.' });
  }
  if (cell.expectedBy !== undefined && !isIsoDate(cell.expectedBy)) {
    faults.push({
      pointer: `${pointer}/expectedBy`,
      code: 'validation-failed',
      message: 'A date is YYYY-MM-DD.',
    });
  }
  return faults;
}

function patchOf(cell: CellRequest): CellPatch {
  const value = typeof cell.value === 'string' ? normalDecimal(cell.value) : null;
  const { draftText = null, reason = null, expectedBy = null, explanation } = cell;
  return {
    cell: cell.cell,
    baseRev: cell.baseRev,
    kind: kindOf(cell),
    value,
    draftText,
    reason,
    expectedBy,
    explanation,
  };
}

function kindOf({ value, kind, draftText }: CellRequest): ValueKind {
  if (typeof value === 'string') return 'NUMBER';
  if (draftText !== undefined) return 'INVALID';
  return kind ?? 'MISSING';
}
