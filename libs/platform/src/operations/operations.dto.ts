import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '../http/page.dto.js';
import { JobResponse } from '../jobs/job.dto.js';

class SchedulerResponse {
  @ApiProperty({ type: String, example: 'reconcile-PK' })
  id: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  nextRun: string | null;
}

class QueueResponse {
  @ApiProperty({ type: String, example: 'imports' })
  name: string;

  @ApiProperty({ type: Number })
  waiting: number;

  @ApiProperty({ type: Number })
  active: number;

  @ApiProperty({ type: Number })
  delayed: number;

  @ApiProperty({ type: Number, description: 'entries that the queue gave up; see /operations/dead-letters' })
  failed: number;

  @ApiProperty({ type: Number, nullable: true, description: 'seconds; null when nothing waits' })
  oldestWaitingSeconds: number | null;

  @ApiProperty({ type: Number, description: 'workers connected at this moment' })
  workers: number;

  @ApiProperty({ type: [SchedulerResponse] })
  schedulers: SchedulerResponse[];
}

class RelayResponse {
  @ApiProperty({ type: Number, description: 'promises that were not carried into the queue yet' })
  waiting: number;

  @ApiProperty({ type: Number, description: 'age of the oldest of them in seconds' })
  oldestSeconds: number;
}

class TroubledJobs {
  @ApiProperty({ type: Number, description: 'open for longer than their budget' })
  overBudget: number;

  @ApiProperty({ type: Number })
  failed: number;
}

export class QueuesResponse {
  @ApiProperty({ type: String, enum: ['postgres', 'redis'] })
  store: string;

  @ApiProperty({ type: [QueueResponse], nullable: true, description: 'null while the store does not answer' })
  queues: QueueResponse[] | null;

  @ApiProperty({ type: RelayResponse })
  relay: RelayResponse;

  @ApiProperty({ type: TroubledJobs })
  jobs: TroubledJobs;
}

class FailedEntryResponse {
  @ApiProperty({ type: String })
  queue: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String })
  entryId: string;

  @ApiProperty({ type: String, nullable: true })
  jobId: string | null;

  @ApiProperty({ type: String, nullable: true })
  partner: string | null;

  @ApiProperty({ type: String })
  reason: string;

  @ApiProperty({ type: Number })
  attempts: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  failedAt: string | null;
}

export class DeadLettersPage {
  @ApiProperty({ type: [JobResponse], description: 'jobs that ended as FAILED, newest first' })
  data: JobResponse[];

  @ApiProperty({
    type: [FailedEntryResponse],
    nullable: true,
    description:
      'what the queues themselves gave up, the newest of each; null while the store does not answer',
  })
  entries: FailedEntryResponse[] | null;

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}
