import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsCalendarDay } from '#partnerships';
import { IsPlainText, PageInfo, PageRequest } from '#platform';
import { PARTNER_CODE } from '../rollouts/rollouts.dto.js';
import type { Mission, NewMission } from './mission.js';

export class MissionsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(PARTNER_CODE)
  partner?: string;

  @ApiProperty({ type: String, format: 'uuid', required: false })
  @IsOptional()
  @IsUUID()
  rollout?: string;
}

class TeamMemberRequest {
  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  @ApiProperty({ type: String, example: 'architect' })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  role: string;
}

export class PlanMissionRequest {
  @ApiProperty({ type: String, example: 'PK' })
  @Matches(PARTNER_CODE)
  partner: string;

  @ApiProperty({ type: String, format: 'uuid', required: false })
  @IsOptional()
  @IsUUID()
  rollout?: string;

  @ApiProperty({ type: String, example: 'Needs assessment' })
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(500)
  purpose: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  place?: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-12-01' })
  @IsCalendarDay()
  startsOn: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-12-05' })
  @IsCalendarDay()
  returnsOn: string;

  @ApiProperty({ type: [TeamMemberRequest] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => TeamMemberRequest)
  team: TeamMemberRequest[];

  @ApiProperty({
    type: Number,
    minimum: 0,
    maximum: 100,
    description: 'working days of the partner after the return until the report is due',
  })
  @IsInt()
  @Min(0)
  @Max(100)
  reportDays: number;

  static toMission(request: PlanMissionRequest): NewMission {
    const { partner, rollout, purpose, place, startsOn, returnsOn, team, reportDays } = request;
    return {
      partner,
      rolloutId: rollout ?? null,
      purpose,
      place: place ?? null,
      startsOn,
      returnsOn,
      team: team.map(({ name, role }) => ({ name, role })),
      reportDays,
    };
  }
}

export class ReportMissionRequest {
  @ApiProperty({ type: String, example: 'What was found, and what follows.' })
  @IsPlainText()
  @IsString()
  @MinLength(10)
  @MaxLength(20_000)
  report: string;
}

export class TeamMemberResponse {
  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String })
  role: string;
}

export class MissionResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  rollout: string | null;

  @ApiProperty({ type: String })
  purpose: string;

  @ApiProperty({ type: String, nullable: true })
  place: string | null;

  @ApiProperty({ type: String, format: 'date' })
  startsOn: string;

  @ApiProperty({ type: String, format: 'date' })
  returnsOn: string;

  @ApiProperty({ type: [TeamMemberResponse] })
  team: TeamMemberResponse[];

  @ApiProperty({ type: Number })
  reportDays: number;

  @ApiProperty({ type: String, format: 'date' })
  reportDueOn: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  reportedOn: string | null;

  @ApiProperty({ type: String, nullable: true })
  report: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  recordedAt: string;

  @ApiProperty({ type: Number })
  rev: number;

  static from({ rolloutId, team, ...mission }: Mission): MissionResponse {
    return { ...mission, rollout: rolloutId, team: [...team] };
  }
}

export class MissionsPage {
  @ApiProperty({ type: [MissionResponse] })
  data: MissionResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}
