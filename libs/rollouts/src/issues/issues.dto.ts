import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { IsCalendarDay } from '#partnerships';
import { IsPlainText } from '#platform';
import { DaysBySideResponse } from '../portfolio/portfolio.dto.js';
import { OWNER_SIDES, type OwnerSide } from '../templates/template.js';
import {
  ISSUE_STATES,
  ISSUE_STEPS,
  type Issue,
  type IssueState,
  type IssueStep,
  type NewIssue,
} from './issue.js';
import type { IssueCommand } from './issues.service.js';
import { waitingDays, type WaitingDays } from './waiting-days.js';

export class ReportIssueRequest {
  @ApiProperty({ type: String, example: 'No power connection on the site' })
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(500)
  title: string;

  @ApiProperty({
    type: Boolean,
    required: false,
    default: false,
    description: 'the rollout does not go on without it',
  })
  @IsOptional()
  @IsBoolean()
  blocking?: boolean;

  @ApiProperty({ type: String, enum: OWNER_SIDES, description: 'for whom everybody waits' })
  @IsIn(OWNER_SIDES)
  ownerSide: OwnerSide;

  @ApiProperty({
    type: String,
    format: 'date',
    example: '2026-01-15',
    description: 'since when it is waited for',
  })
  @IsCalendarDay()
  openedOn: string;

  static toIssue({ title, blocking = false, ownerSide, openedOn }: ReportIssueRequest): NewIssue {
    return { title, blocking, ownerSide, openedOn };
  }
}

export class IssueStepRequest {
  @ApiProperty({ type: String, enum: ISSUE_STEPS })
  @IsIn(ISSUE_STEPS)
  name: IssueStep;

  @ApiProperty({
    type: String,
    enum: OWNER_SIDES,
    required: false,
    description: 'with handOver: another side',
  })
  @IsOptional()
  @IsIn(OWNER_SIDES)
  ownerSide?: OwnerSide;

  @ApiProperty({ type: String, description: 'why, or how it was resolved' })
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(2_000)
  reason: string;

  static toCommand({ name, ownerSide, reason }: IssueStepRequest): IssueCommand {
    return { name, ownerSide: ownerSide ?? null, reason };
  }
}

export class IssueTurnResponse {
  @ApiProperty({ type: String, enum: OWNER_SIDES })
  ownerSide: OwnerSide;

  @ApiProperty({ type: String, format: 'date' })
  fromOn: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'exclusive; null: still' })
  untilOn: string | null;
}

export class RolloutIssueResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: Boolean })
  blocking: boolean;

  @ApiProperty({ type: String, enum: OWNER_SIDES })
  ownerSide: OwnerSide;

  @ApiProperty({ type: String, enum: ISSUE_STATES })
  state: IssueState;

  @ApiProperty({ type: String, format: 'date' })
  openedOn: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  resolvedOn: string | null;

  @ApiProperty({ type: String, nullable: true })
  resolution: string | null;

  @ApiProperty({ type: [IssueTurnResponse], description: 'on whose side it lay, oldest first' })
  turns: IssueTurnResponse[];

  @ApiProperty({ type: Number })
  rev: number;

  static of({ partner, rolloutId, ...issue }: Issue): RolloutIssueResponse {
    void [partner, rolloutId];
    return issue;
  }
}

export class ListedIssueResponse extends RolloutIssueResponse {
  @ApiProperty({ type: DaysBySideResponse, description: 'calendar days that it lay on each side' })
  waiting: DaysBySideResponse;
}

export class RolloutIssuesResponse {
  @ApiProperty({ type: DaysBySideResponse, description: 'calendar days over all issues' })
  waiting: DaysBySideResponse;

  @ApiProperty({ type: [ListedIssueResponse] })
  data: ListedIssueResponse[];

  static from(found: { issues: Issue[]; waiting: WaitingDays; today: string }): RolloutIssuesResponse {
    const { issues, waiting, today } = found;
    return {
      waiting,
      data: issues.map((issue) => ({
        ...RolloutIssueResponse.of(issue),
        waiting: waitingDays(issue.turns, today),
      })),
    };
  }
}
