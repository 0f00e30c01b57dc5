import { ApiProperty } from '@nestjs/swagger';
import {
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { IsCalendarDay } from '#partnerships';
import { IsPlainText, PageInfo } from '#platform';
import { PARTNER_CODE } from '../rollouts/rollouts.dto.js';
import type { NewTraining, Training } from './mission.js';

/** Hours as decimal text, above zero and below 10,000. */
const HOURS = /^(?!0+(\.0+)?$)\d{1,4}(\.\d{1,2})?$/;

export class RecordTrainingRequest {
  @ApiProperty({ type: String, example: 'PK' })
  @Matches(PARTNER_CODE)
  partner: string;

  @ApiProperty({ type: String, format: 'uuid', required: false })
  @IsOptional()
  @IsUUID()
  rollout?: string;

  @ApiProperty({ type: String, example: 'Master trainers, first group' })
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(500)
  title: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  place?: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-10-05' })
  @IsCalendarDay()
  startsOn: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-10-09' })
  @IsCalendarDay()
  endsOn: string;

  @ApiProperty({ type: String, example: '37.5', description: 'hours as decimal text' })
  @Matches(HOURS)
  hours: string;

  @ApiProperty({ type: Number, minimum: 0, maximum: 100_000 })
  @IsInt()
  @Min(0)
  @Max(100_000)
  participants: number;

  @ApiProperty({ type: Number, required: false, description: 'where there was a test' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  passed?: number;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(2_000)
  result?: string;

  static toTraining(request: RecordTrainingRequest): NewTraining {
    const { partner, rollout, title, place, startsOn, endsOn, hours, participants, passed, result } = request;
    return {
      partner,
      rolloutId: rollout ?? null,
      title,
      place: place ?? null,
      startsOn,
      endsOn,
      hours,
      participants,
      passed: passed ?? null,
      result: result ?? null,
    };
  }
}

export class TrainingResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  rollout: string | null;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, nullable: true })
  place: string | null;

  @ApiProperty({ type: String, format: 'date' })
  startsOn: string;

  @ApiProperty({ type: String, format: 'date' })
  endsOn: string;

  @ApiProperty({ type: String })
  hours: string;

  @ApiProperty({ type: Number })
  participants: number;

  @ApiProperty({ type: Number, nullable: true })
  passed: number | null;

  @ApiProperty({ type: String, nullable: true })
  result: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  recordedAt: string;

  static from({ rolloutId, ...training }: Training): TrainingResponse {
    return { ...training, rollout: rolloutId };
  }
}

export class TrainingsPage {
  @ApiProperty({ type: [TrainingResponse] })
  data: TrainingResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}
