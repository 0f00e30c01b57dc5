import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { PageInfo, PageRequest, type Page } from '#platform';
import { HolderResponse } from '../submissions/submission-standing.dto.js';
import type { QueueFilter } from './review-queue.service.js';
import { QUEUE_STATES, type QueuedReport, type QueueState } from './review-queue.read-model.js';

const WORDS: Readonly<Record<string, boolean>> = { true: true, false: false };
const wordOf = ({ value }: { value: unknown }): unknown => WORDS[String(value)] ?? value;

export class ReviewQueueRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z]{2,10}$/, { context: { code: 'unknown-country' } })
  partner?: string;

  @ApiProperty({ type: String, required: false, enum: QUEUE_STATES })
  @IsOptional()
  @IsIn(QUEUE_STATES)
  state?: QueueState;

  @ApiProperty({ type: Boolean, required: false, description: 'true: only what I hold' })
  @IsOptional()
  @Transform(wordOf)
  @IsBoolean()
  mine?: boolean;

  @ApiProperty({
    type: Boolean,
    required: false,
    description: 'true: only what should have been decided by now',
  })
  @IsOptional()
  @Transform(wordOf)
  @IsBoolean()
  overdue?: boolean;

  filter(): QueueFilter {
    const { partner, state, mine = false, overdue = false, limit, cursor } = this;
    return { partner, state, mine, overdue, limit, cursor };
  }
}

export class RiskResponse {
  @ApiProperty({ type: Number, description: 'size × anomaly × history; the queue begins with the highest' })
  score: number;

  @ApiProperty({ type: Number, description: '1, and 1 more for each factor of ten of the largest figure' })
  size: number;

  @ApiProperty({ type: Number, description: '1, and 1 more for each remarkable figure' })
  anomaly: number;

  @ApiProperty({
    type: Number,
    description: '1, and 1 more for each correction or return of the unit within a year, at most 10',
  })
  history: number;
}

export class QueuedReportResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  submission: string;

  @ApiProperty({ type: String, format: 'uuid' })
  slot: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  period: string;

  @ApiProperty({ type: String, example: '2026-10' })
  alignedTo: string;

  @ApiProperty({ type: Number })
  revision: number;

  @ApiProperty({ type: String, enum: QUEUE_STATES })
  state: string;

  @ApiProperty({ type: Number })
  rev: number;

  @ApiProperty({ type: String, format: 'date-time' })
  submittedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  reviewDueAt: string | null;

  @ApiProperty({ type: Boolean })
  overdue: boolean;

  @ApiProperty({ type: HolderResponse, nullable: true })
  holder: HolderResponse | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'cells unlike the revision before, for a first one unlike the month before; null: nothing to compare',
  })
  changedCells: number | null;

  @ApiProperty({ type: Number })
  openQueries: number;

  @ApiProperty({ type: Number, description: 'figures that the rules found remarkable at the hand-in' })
  explainItems: number;

  @ApiProperty({ type: RiskResponse })
  risk: RiskResponse;

  static from(report: QueuedReport, now: string): QueuedReportResponse {
    const { submissionId: submission, slotId: slot, partner, unit, period, alignedTo, revision } = report;
    const { state, rev, changedCells, openQueries, explainItems, risk } = report;
    const reviewDueAt = report.reviewDueAt?.toISOString() ?? null;
    return {
      submission,
      slot,
      partner,
      unit,
      period,
      alignedTo,
      revision,
      state,
      rev,
      submittedAt: report.submittedAt.toISOString(),
      reviewDueAt,
      overdue: reviewDueAt !== null && reviewDueAt < now,
      holder: holderOf(report),
      changedCells,
      openQueries,
      explainItems,
      risk,
    };
  }
}

function holderOf({ reviewerId: id, reviewerName: name, reviewLeaseUntil, reviewStartedAt }: QueuedReport) {
  if (id === null) return null;
  const since = reviewStartedAt?.toISOString() ?? null;
  return { id, name, since, until: reviewLeaseUntil?.toISOString() ?? null };
}

export class ReviewQueueResponse {
  @ApiProperty({ type: [QueuedReportResponse] })
  data: QueuedReportResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from({ data, page }: Page<QueuedReport>, now: string): ReviewQueueResponse {
    return { data: data.map((report) => QueuedReportResponse.from(report, now)), page };
  }
}
