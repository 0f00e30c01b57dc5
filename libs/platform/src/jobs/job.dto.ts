import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { PageInfo, PageRequest } from '../http/page.dto.js';
import { JOB_STATES, type Job, type JobState } from './job.js';

const TYPE = /^[A-Z][A-Z0-9_]{0,39}( [\w.:-]{1,40})?$/;

export class JobsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, enum: JOB_STATES })
  @IsOptional()
  @IsIn(JOB_STATES)
  state?: JobState;

  @ApiProperty({ type: String, required: false, example: 'IMPORT', description: 'a type or its first word' })
  @IsOptional()
  @IsString()
  @Matches(TYPE)
  type?: string;

  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z]{2,10}$/, { context: { code: 'unknown-country' } })
  partner?: string;
}

class JobProgress {
  @ApiProperty({ type: Number })
  done: number;

  @ApiProperty({ type: Number, nullable: true, description: 'null while unknown' })
  total: number | null;

  @ApiProperty({ type: String, description: 'what is counted', example: 'rows' })
  unit: string;
}

export class JobResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, example: 'IMPORT' })
  type: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, enum: JOB_STATES })
  state: JobState;

  @ApiProperty({ type: JobProgress })
  progress: JobProgress;

  @ApiProperty({ type: Object, nullable: true, description: 'why it did not end well' })
  problem: object | null;

  @ApiProperty({ type: [String], description: 'where the result is, and what became of each item' })
  resultLinks: string[];

  @ApiProperty({ type: String, description: 'who ordered it' })
  createdBy: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  startedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'the job that this one repeats' })
  retryOf: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'the group that counts this job',
  })
  parentId: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'since when it is open for longer than its budget; operators were told',
  })
  overBudgetSince: string | null;

  static from({ subjectId: _subjectId, name: _name, ...shown }: Job): JobResponse {
    return shown;
  }
}

export class JobsPage {
  @ApiProperty({ type: [JobResponse] })
  data: JobResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}
