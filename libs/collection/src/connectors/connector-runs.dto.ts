import { ApiProperty } from '@nestjs/swagger';
import { PageInfo } from '#platform';
import { RUN_STATUSES, type ConnectorRun } from './connector.js';

export class ConnectorRunResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, enum: ['PULL', 'TEST'] })
  kind: string;

  @ApiProperty({ type: String, example: '2026-10' })
  month: string;

  @ApiProperty({ type: String, format: 'date-time' })
  startedAt: string;

  @ApiProperty({ type: String, format: 'date-time' })
  endedAt: string;

  @ApiProperty({ type: String, enum: RUN_STATUSES })
  status: string;

  @ApiProperty({ type: Number, nullable: true, description: 'bytes of the answer after unpacking' })
  bytes: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'first 16 digits of the SHA-256 of the answer' })
  bodyHash: string | null;

  @ApiProperty({ type: Object, nullable: true, description: 'code and detail of what went wrong' })
  problem: object | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'the import that it became' })
  import: string | null;

  @ApiProperty({ type: Object, nullable: true, description: 'of a test: what would have been understood' })
  dryRun: object | null;

  static from(run: ConnectorRun): ConnectorRunResponse {
    const { id, kind, month, startedAt, endedAt, status, bytes, bodyHash, problem, importId, dryRun } = run;
    return {
      id,
      kind,
      month,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt.toISOString(),
      status,
      bytes,
      bodyHash,
      problem,
      import: importId,
      dryRun,
    };
  }
}

export class ConnectorRunsPage {
  @ApiProperty({ type: [ConnectorRunResponse] })
  data: ConnectorRunResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}

/** A job that was ordered. */
export class TestRunResponse {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'follow it at /jobs/{id}; the log has the outcome',
  })
  job: string;
}
