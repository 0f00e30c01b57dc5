import { ApiProperty } from '@nestjs/swagger';
import type { JobState } from './job.js';

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

  @ApiProperty({
    type: String,
    enum: ['QUEUED', 'RUNNING', 'SUCCEEDED', 'PARTIALLY_SUCCEEDED', 'FAILED', 'CANCELLED'],
  })
  state: JobState;

  @ApiProperty({ type: JobProgress })
  progress: JobProgress;

  @ApiProperty({ type: Object, nullable: true, description: 'why it failed' })
  problem: object | null;

  @ApiProperty({ type: [String], description: 'where the result is' })
  resultLinks: string[];

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  startedAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt: string | null;
}
