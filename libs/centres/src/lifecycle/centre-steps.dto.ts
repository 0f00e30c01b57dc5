import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsCalendarDay } from '#partnerships';
import { IsPlainText } from '#platform';
import { UNIT_CODE } from '../units/unit-requests.dto.js';
import { CENTRE_STEPS, type CentreStep, type StepRequest } from './centre.lifecycle.js';

const MAX_CODE = 40;

export class CentreStepRequest {
  @ApiProperty({ type: String, enum: CENTRE_STEPS })
  @IsIn(CENTRE_STEPS)
  name: CentreStep;

  @ApiProperty({ type: String, format: 'date', description: 'first day in the new status' })
  @IsCalendarDay()
  on: string;

  @ApiProperty({ type: String, required: false, maxLength: 500, description: 'suspend needs one' })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MinLength(1)
  @MaxLength(500)
  reason?: string;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'suspend needs one' })
  @IsOptional()
  @IsCalendarDay()
  expectedUntil?: string;

  @ApiProperty({ type: String, required: false, description: 'close: the centre that takes over' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_CODE)
  @Matches(UNIT_CODE)
  successor?: string;

  request(): StepRequest {
    const { on, reason = null, expectedUntil = null, successor = null } = this;
    return { on, reason, expectedUntil, successor };
  }
}
