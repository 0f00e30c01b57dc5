import { ApiProperty } from '@nestjs/swagger';
import {
  IsIn,
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
import { COMPONENTS, IsCalendarDay, type Component } from '#partnerships';
import { IsPlainText, PageRequest } from '#platform';
import { TEMPLATE_CODES, type TemplateCode } from '../templates/template.js';
import { ROLLOUT_STATUSES, type NewRollout, type RolloutStatus } from './rollout.js';
import { ROLLOUT_STEPS, type RolloutStep } from './rollout.lifecycle.js';
import { DIRECT_STEPS, type DirectStep, type StepCommand } from './rollout-steps.service.js';

export const PARTNER_CODE = /^[A-Z0-9]{1,20}$/;
const UNIT_CODE = /^[A-Z0-9-]{1,60}$/;

export class RolloutsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(PARTNER_CODE)
  partner?: string;

  @ApiProperty({ type: String, enum: ROLLOUT_STATUSES, required: false })
  @IsOptional()
  @IsIn(ROLLOUT_STATUSES)
  status?: RolloutStatus;

  @ApiProperty({ type: String, enum: TEMPLATE_CODES, required: false })
  @IsOptional()
  @IsIn(TEMPLATE_CODES)
  template?: TemplateCode;
}

export class ProposeRolloutRequest {
  @ApiProperty({ type: String, example: 'PK' })
  @Matches(PARTNER_CODE)
  partner: string;

  @ApiProperty({ type: String, example: 'Second centre, Lahore' })
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(300)
  title: string;

  @ApiProperty({ type: String, enum: TEMPLATE_CODES })
  @IsIn(TEMPLATE_CODES)
  template: TemplateCode;

  @ApiProperty({ type: Number, required: false, description: 'absent: the newest version' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9_999)
  templateVersion?: number;

  @ApiProperty({
    type: String,
    enum: COMPONENTS,
    required: false,
    description: 'what needs a legal basis at gate G2; absent: ASAN',
  })
  @IsOptional()
  @IsIn(COMPONENTS)
  component?: Component;

  @ApiProperty({
    type: String,
    required: false,
    description: 'the unit that is to open, once it is registered',
  })
  @IsOptional()
  @Matches(UNIT_CODE)
  unit?: string;

  @ApiProperty({ type: String, format: 'uuid', required: false })
  @IsOptional()
  @IsUUID()
  instrument?: string;

  @ApiProperty({ type: String, required: false, description: 'who looks after it; needed before it starts' })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(2)
  @MaxLength(200)
  desk?: string;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'in force, or expected to be' })
  @IsOptional()
  @IsCalendarDay()
  agreementInForce?: string;

  @ApiProperty({ type: String, format: 'date', required: false })
  @IsOptional()
  @IsCalendarDay()
  plannedOpening?: string;

  static toRollout(request: ProposeRolloutRequest): NewRollout {
    const { partner, title, template, templateVersion, component, unit, instrument, desk } = request;
    return {
      partner,
      title,
      templateCode: template,
      templateVersion: templateVersion ?? null,
      component: component ?? 'ASAN',
      unit: unit ?? null,
      instrumentId: instrument ?? null,
      desk: desk ?? null,
      agreementInForce: request.agreementInForce ?? null,
      plannedOpening: request.plannedOpening ?? null,
    };
  }
}

export class RolloutStepRequest {
  @ApiProperty({ type: String, enum: DIRECT_STEPS })
  @IsIn(DIRECT_STEPS)
  name: DirectStep;

  @ApiProperty({ type: String, required: false, description: 'why; needed to hold' })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(2_000)
  reason?: string;

  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    description: 'hold: when it is looked at again; recordOpening: the day of the opening',
  })
  @IsOptional()
  @IsCalendarDay()
  on?: string;

  static toCommand({ name, reason, on }: RolloutStepRequest): StepCommand {
    return { name, reason: reason ?? null, on: on ?? null };
  }
}

export class RolloutOpenStepsResponse {
  @ApiProperty({ type: [String], enum: ROLLOUT_STEPS, description: 'steps that I may take now' })
  data: RolloutStep[];
}
