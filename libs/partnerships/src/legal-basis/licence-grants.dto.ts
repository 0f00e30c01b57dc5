import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { IsPlainText } from '#platform';
import { PARTNER_CODE } from './legal-basis.dto.js';
import { IsCalendarDay } from '../programme-day.js';
import { COMPONENTS, type Component, type LicenceGrant, type NewLicenceGrant } from './licence-grant.js';

export class GrantLicenceRequest {
  @ApiProperty({ type: String, example: 'PK' })
  @Matches(PARTNER_CODE)
  partner: string;

  @ApiProperty({ type: String, format: 'uuid', example: '019aa000-0000-7000-8000-000000000000' })
  @IsUUID()
  instrument: string;

  @ApiProperty({ type: String, enum: COMPONENTS })
  @IsIn(COMPONENTS)
  component: Component;

  @ApiProperty({ type: String, description: 'the words of the instrument on which the grant rests' })
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(2_000)
  wording: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(2_000)
  conditions?: string;

  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    description: 'absent: from the entry into force',
  })
  @IsOptional()
  @IsCalendarDay()
  validFrom?: string;

  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    description: 'exclusive; absent: no end of its own',
  })
  @IsOptional()
  @IsCalendarDay()
  validUntil?: string;

  static toGrant(request: GrantLicenceRequest): NewLicenceGrant {
    const { partner, instrument, component, wording, conditions, validFrom, validUntil } = request;
    return {
      partner,
      instrumentId: instrument,
      component,
      wording,
      conditions: conditions ?? null,
      validFrom: validFrom ?? null,
      validUntil: validUntil ?? null,
    };
  }
}

export class LimitLicenceRequest {
  @ApiProperty({ type: String, required: false, nullable: true })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(2_000)
  conditions?: string | null;

  @ApiProperty({ type: String, format: 'date', required: false, nullable: true, description: 'exclusive' })
  @IsOptional()
  @IsCalendarDay()
  validUntil?: string | null;
}

export class LicenceGrantResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, format: 'uuid' })
  instrument: string;

  @ApiProperty({ type: String, nullable: true, description: 'null when the instrument is not yours to see' })
  instrumentCode: string | null;

  @ApiProperty({ type: String, enum: COMPONENTS })
  component: Component;

  @ApiProperty({ type: String })
  wording: string;

  @ApiProperty({ type: String, nullable: true })
  conditions: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  validFrom: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  validUntil: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  recordedAt: string;

  @ApiProperty({ type: Number })
  rev: number;

  static from({ instrumentId, ...grant }: LicenceGrant): LicenceGrantResponse {
    return { ...grant, instrument: instrumentId };
  }
}

export class LicenceGrantsResponse {
  @ApiProperty({ type: [LicenceGrantResponse] })
  data: LicenceGrantResponse[];

  static from(grants: LicenceGrant[]): LicenceGrantsResponse {
    return { data: grants.map((grant) => LicenceGrantResponse.from(grant)) };
  }
}
