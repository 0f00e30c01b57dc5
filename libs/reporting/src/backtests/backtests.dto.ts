import { ApiProperty } from '@nestjs/swagger';
import type { Backtest } from '#indicators';

export class BacktestResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  rule: string;

  @ApiProperty({ type: Number })
  version: number;

  @ApiProperty({
    type: Number,
    description: 'the state of the draft that was examined; an edit makes it worthless',
  })
  draftRev: number;

  @ApiProperty({ type: String, enum: ['RUNNING', 'DONE'] })
  state: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'the job, where the reports are many',
  })
  job: string | null;

  @ApiProperty({ type: [String], description: 'aligned months, oldest first' })
  periods: string[];

  @ApiProperty({ type: Number, nullable: true, description: 'accepted reports that were asked' })
  reports: number | null;

  @ApiProperty({
    type: Object,
    nullable: true,
    description: 'accepted reports that would now fail, by severity',
  })
  failing: object | null;

  @ApiProperty({ type: [Object], description: 'the first 200 findings, newest month first' })
  findings: object[];

  static from(backtest: Backtest): BacktestResponse {
    const { id, code: rule, version, draftRev, jobId, periods, reports, counts, findings } = backtest;
    const state = backtest.finishedAt === null ? 'RUNNING' : 'DONE';
    const result = { reports, failing: counts, findings: findings ?? [] };
    return { id, rule, version, draftRev, state, job: jobId, periods, ...result };
  }
}
