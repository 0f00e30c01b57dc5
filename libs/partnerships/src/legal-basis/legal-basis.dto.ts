import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsPlainText } from '#platform';
import { INSTRUMENT_STATUSES, type InstrumentStatus } from '../instruments/instrument.js';
import { IsCalendarDay } from '../programme-day.js';
import type { LegalBasisAnswer } from './legal-basis.rules.js';
import { COMPONENTS, type Component, type Waiver } from './licence-grant.js';

/** The scope of a partner. */
export const PARTNER_CODE = /^[A-Z0-9]{1,20}$/;

export class BasisListRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(PARTNER_CODE)
  partner?: string;

  @ApiProperty({ type: String, enum: COMPONENTS, required: false })
  @IsOptional()
  @IsIn(COMPONENTS)
  component?: Component;

  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    description: 'valid on this day; absent: all',
  })
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;
}

export class WaiveRequest {
  @ApiProperty({ type: String, example: 'PK' })
  @Matches(PARTNER_CODE)
  partner: string;

  @ApiProperty({ type: String, enum: COMPONENTS })
  @IsIn(COMPONENTS)
  component: Component;

  @ApiProperty({ type: String, description: 'why the partner may go ahead without a legal basis' })
  @IsPlainText()
  @IsString()
  @MinLength(10)
  @MaxLength(2_000)
  reason: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-01-01' })
  @IsCalendarDay()
  validFrom: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-07-01', description: 'exclusive' })
  @IsCalendarDay()
  validUntil: string;
}

export class WaiverResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, enum: COMPONENTS })
  component: Component;

  @ApiProperty({ type: String })
  reason: string;

  @ApiProperty({ type: String, format: 'date' })
  validFrom: string;

  @ApiProperty({ type: String, format: 'date' })
  validUntil: string;

  @ApiProperty({ type: String, format: 'date-time' })
  grantedAt: string;

  @ApiProperty({ type: String })
  grantedByName: string;
}

export class WaiversResponse {
  @ApiProperty({ type: [WaiverResponse] })
  data: WaiverResponse[];

  static from(data: Waiver[]): WaiversResponse {
    return { data };
  }
}

export class LegalBasisRequest {
  @ApiProperty({ type: String, example: 'PK' })
  @Matches(PARTNER_CODE)
  partner: string;

  @ApiProperty({ type: String, enum: COMPONENTS })
  @IsIn(COMPONENTS)
  component: Component;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'default: today' })
  @IsOptional()
  @IsCalendarDay()
  on?: string;
}

export class BasisInstrumentResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String, enum: INSTRUMENT_STATUSES })
  status: InstrumentStatus;

  @ApiProperty({ type: String, format: 'uuid' })
  grantId: string;

  @ApiProperty({ type: Boolean, description: 'in force and valid on the day' })
  covers: boolean;
}

export class LegalBasisResponse {
  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, enum: COMPONENTS })
  component: Component;

  @ApiProperty({ type: String, format: 'date' })
  on: string;

  @ApiProperty({ type: Boolean, description: 'by an instrument in force or by a waiver' })
  covered: boolean;

  @ApiProperty({ type: [BasisInstrumentResponse] })
  instruments: BasisInstrumentResponse[];

  @ApiProperty({ type: WaiverResponse, nullable: true })
  waiver: WaiverResponse | null;

  static from(answer: LegalBasisAnswer): LegalBasisResponse {
    return { ...answer };
  }
}
