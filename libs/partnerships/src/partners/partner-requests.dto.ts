import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsPlainText } from '#platform';
import {
  PARTNER_KINDS,
  PARTNER_STATUSES,
  type Partner,
  type PartnerKind,
  type PartnerStatus,
} from './partner.js';

export class ChangePartnerRequest {
  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;

  @ApiProperty({ type: String, required: false, nullable: true, example: 'export' })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(50)
  relationKind?: string | null;

  @ApiProperty({ type: String, required: false, nullable: true })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(2_000)
  note?: string | null;

  @ApiProperty({ type: String, enum: PARTNER_STATUSES, required: false })
  @IsOptional()
  @IsIn(PARTNER_STATUSES)
  status?: PartnerStatus;

  @ApiProperty({
    type: String,
    required: false,
    nullable: true,
    description: 'needed for RESTRICTED and ENDED',
  })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(2_000)
  statusReason?: string | null;
}

export class RegisterPartnerRequest extends ChangePartnerRequest {
  @ApiProperty({ type: String, example: 'KZ', description: 'scope of its rows; the ISO code for a country' })
  @Matches(/^[A-Z]{2,10}$/)
  code: string;

  @ApiProperty({ type: String, enum: PARTNER_KINDS })
  @IsIn(PARTNER_KINDS)
  kind: PartnerKind;

  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  declare name: string;

  @ApiProperty({ type: String, required: false, description: 'ISO 3166-1 alpha-2; needed for a country' })
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  iso3166?: string;

  @ApiProperty({ type: String, required: false, description: 'ISO 3166-1 alpha-3' })
  @IsOptional()
  @Matches(/^[A-Z]{3}$/)
  iso3?: string;

  static toPartner(request: RegisterPartnerRequest): Partner {
    return {
      code: request.code,
      kind: request.kind,
      iso3166: request.iso3166 ?? null,
      iso3: request.iso3 ?? null,
      name: request.name,
      status: request.status ?? 'PROSPECT',
      relationKind: request.relationKind ?? null,
      cooperationStatus: null,
      note: request.note ?? null,
    };
  }
}
