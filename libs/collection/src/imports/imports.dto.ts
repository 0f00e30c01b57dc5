import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { ImportReport, ImportRow, Import, Atomicity, ImportMode, RowOutcome } from './import.js';

const OUTCOMES = ['NEW', 'CHANGED', 'UNCHANGED', 'REJECTED', 'CREATED', 'UPDATED', 'SKIPPED'] as const;
const WHOLE = /^\d{1,6}$/;
const MAX_ROWS = 1_000;

/** The fields beside the file. */
export class ImportFields {
  @ApiProperty({ type: String, example: 'ET' })
  @IsString()
  @Matches(/^[A-Z]{2,10}$/, { context: { code: 'unknown-country' }, message: 'partner is a code such as ET' })
  partner: string;

  @ApiProperty({
    type: String,
    required: false,
    example: 'ETHIOPIAN_MONTH:2019-02',
    description: 'refuses a file for another month',
  })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  period?: string;

  @ApiProperty({ type: String, required: false, description: "layout; absent: the partner's usual one" })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  profile?: string;

  @ApiProperty({
    type: String,
    enum: ['VALIDATE', 'COMMIT'],
    required: false,
    description: 'VALIDATE only compares; default COMMIT',
  })
  @IsOptional()
  @IsIn(['VALIDATE', 'COMMIT'])
  mode: ImportMode = 'COMMIT';

  @ApiProperty({
    type: String,
    enum: ['ALL', 'PER_REPORT'],
    required: false,
    description: 'default PER_REPORT: one bad unit does not hold back the others',
  })
  @IsOptional()
  @IsIn(['ALL', 'PER_REPORT'])
  atomicity: Atomicity = 'PER_REPORT';
}

export class ImportForm extends ImportFields {
  @ApiProperty({ type: String, format: 'binary' })
  file: unknown;
}

export class ImportRowsRequest {
  @ApiProperty({ type: String, required: false, enum: OUTCOMES })
  @IsOptional()
  @IsIn(OUTCOMES)
  outcome?: RowOutcome;

  @ApiProperty({ type: Number, required: false, description: 'rows after this number' })
  @IsOptional()
  @Transform(({ value }) =>
    typeof value === 'string' && WHOLE.test(value) ? Number(value) : (value as unknown),
  )
  @IsInt()
  @Min(0)
  after: number = 0;

  @ApiProperty({ type: Number, required: false, maximum: MAX_ROWS })
  @IsOptional()
  @Transform(({ value }) =>
    typeof value === 'string' && WHOLE.test(value) ? Number(value) : (value as unknown),
  )
  @IsInt()
  @Min(1)
  @Max(MAX_ROWS)
  limit: number = MAX_ROWS;
}

export class ImportReportResponse {
  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  slot: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  submission: string | null;

  @ApiProperty({ type: String, enum: ['FILLED', 'UNCHANGED', 'REJECTED'] })
  outcome: string;

  @ApiProperty({ type: Object, nullable: true })
  problem: object | null;

  static from({ unit, slotId, submissionId, outcome, problem }: ImportReport): ImportReportResponse {
    return { unit, slot: slotId, submission: submissionId, outcome, problem };
  }
}

export class ImportResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, enum: ['UPLOAD', 'PULL', 'FEED'] })
  channel: string;

  @ApiProperty({ type: String })
  profile: string;

  @ApiProperty({ type: String })
  mode: string;

  @ApiProperty({
    type: String,
    enum: ['UPLOADED', 'VALIDATED', 'SUCCEEDED', 'PARTIALLY_SUCCEEDED', 'FAILED', 'CANCELLED'],
  })
  state: string;

  @ApiProperty({ type: String, nullable: true, description: 'the period that the file is about' })
  period: string | null;

  @ApiProperty({ type: Object, description: 'rows by outcome; they add up to all rows' })
  counts: object;

  @ApiProperty({ type: Object, nullable: true, description: 'why the whole file was turned away' })
  problem: object | null;

  @ApiProperty({ type: Number, description: 'cells with a problem, also beyond the first 1,000 listed' })
  problemsTotal: number;

  @ApiProperty({ type: [ImportReportResponse] })
  reports: ImportReportResponse[];

  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'follow it at /jobs/{id}' })
  job: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: Number })
  rev: number;

  static from(found: Import, reports: ImportReport[] = []): ImportResponse {
    const {
      id,
      partner,
      channel,
      profile,
      mode,
      state,
      periodId,
      counts,
      problem,
      problemsTotal,
      jobId,
      rev,
    } = found;
    const listed = reports.map(ImportReportResponse.from);
    const createdAt = found.createdAt.toISOString();
    return {
      id,
      partner,
      channel,
      profile,
      mode,
      state,
      period: periodId,
      counts,
      problem,
      problemsTotal,
      reports: listed,
      job: jobId,
      createdAt,
      rev,
    };
  }
}

export class ImportRowResponse {
  @ApiProperty({ type: Number })
  row: number;

  @ApiProperty({ type: String, nullable: true })
  unit: string | null;

  @ApiProperty({ type: String, nullable: true })
  cell: string | null;

  @ApiProperty({ type: String, nullable: true })
  kind: string | null;

  @ApiProperty({ type: String, nullable: true })
  value: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'as it stood in the file' })
  given: string | null;

  @ApiProperty({ type: Object, description: 'sheet, row, column or pointer in the file' })
  at: object;

  @ApiProperty({ type: Object, nullable: true, description: 'what stood there before' })
  was: object | null;

  @ApiProperty({ type: String, enum: OUTCOMES })
  outcome: string;

  @ApiProperty({ type: String, nullable: true, description: 'the explanation that came with the value' })
  explanation: string | null;

  @ApiProperty({ type: [Object] })
  problems: object[];

  static from({ rowNo, ...row }: ImportRow): ImportRowResponse {
    return { row: rowNo, ...row };
  }
}

export class ImportRowListResponse {
  @ApiProperty({ type: [ImportRowResponse] })
  data: ImportRowResponse[];

  static from(rows: ImportRow[]): ImportRowListResponse {
    return { data: rows.map(ImportRowResponse.from) };
  }
}
