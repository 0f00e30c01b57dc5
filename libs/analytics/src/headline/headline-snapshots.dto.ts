import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsCalendarDay } from '#partnerships';
import { PageInfo, PageRequest } from '#platform';
import { DEFINITIONS, type FigureName } from './headline.js';
import { FiguresResponse, MemberResponse } from './headline.dto.js';
import type { FigureComparison, HeadlineSnapshot } from './headline-snapshot.js';
import type { ComparedSnapshot } from './headline-snapshots.service.js';

export class FreezeHeadlineRequest {
  @ApiProperty({ type: String, format: 'date', example: '2026-01-15' })
  @IsCalendarDay()
  asOf: string;
}

export class HeadlineSnapshotsRequest extends PageRequest {
  @ApiProperty({ type: String, format: 'date', required: false, description: 'of this day only' })
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;
}

export class HeadlineSnapshotResponse implements HeadlineSnapshot {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'date' })
  asOf: string;

  @ApiProperty({ type: String, description: 'SHA-256 of the content as JSON without blanks' })
  contentHash: string;

  @ApiProperty({ type: String, format: 'date-time' })
  takenAt: string;

  @ApiProperty({ type: String })
  takenByName: string;
}

export class HeadlineSnapshotsPage {
  @ApiProperty({ type: [HeadlineSnapshotResponse] })
  data: HeadlineSnapshotResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}

class FigureComparisonResponse implements FigureComparison {
  @ApiProperty({ type: String, enum: Object.keys(DEFINITIONS) })
  figure: FigureName;

  @ApiProperty({ type: Number })
  frozen: number;

  @ApiProperty({ type: Number, description: 'what the register of today gives for the same day' })
  now: number;

  @ApiProperty({ type: Boolean, description: 'the same definition, members and uncertain members' })
  same: boolean;

  @ApiProperty({ type: [MemberResponse] })
  added: MemberResponse[];

  @ApiProperty({ type: [MemberResponse] })
  removed: MemberResponse[];

  @ApiProperty({ type: Boolean, description: 'other published claims stand beside it by now' })
  claimsChanged: boolean;
}

class SnapshotContentResponse {
  @ApiProperty({ type: String, format: 'date' })
  asOf: string;

  @ApiProperty({ type: FiguresResponse, description: 'as answered when they were frozen' })
  figures: FiguresResponse;
}

export class ComparedSnapshotResponse extends HeadlineSnapshotResponse {
  @ApiProperty({ type: SnapshotContentResponse })
  content: SnapshotContentResponse;

  @ApiProperty({ type: Boolean, description: 'whether the register still gives every figure' })
  stillHolds: boolean;

  @ApiProperty({ type: [FigureComparisonResponse] })
  comparison: FigureComparisonResponse[];

  static from({ snapshot, content, comparison }: ComparedSnapshot): ComparedSnapshotResponse {
    return { ...snapshot, content, stillHolds: comparison.every(({ same }) => same), comparison };
  }
}
