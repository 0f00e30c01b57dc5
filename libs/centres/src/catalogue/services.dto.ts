import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsCalendarDay } from '#partnerships';
import { IsPlainText } from '#platform';
import type { NewLocalService, Provider } from './local-service.js';
import {
  MAPPING_QUALITIES,
  PROVIDER_KINDS,
  type MappingQuality,
  type ProviderKind,
} from './local-service.js';
import type { ServiceChange } from './service-register.service.js';

/** Codes of services and providers within a country. */
export const LOCAL_CODE = /^[A-Z0-9][A-Z0-9_-]{0,39}$/;
const CANONICAL_CODE = /^[A-Z][A-Z0-9_]{0,59}$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/;
const MAX_NAME = 300;

export class ServiceMappingRequest {
  @ApiProperty({ type: String, example: 'PASSPORT_ISSUE', description: 'code of the catalogue' })
  @IsString()
  @Matches(CANONICAL_CODE)
  canonical: string;

  @ApiProperty({
    type: String,
    enum: MAPPING_QUALITIES,
    description: 'NARROWER: a kind of the canonical one',
  })
  @IsIn(MAPPING_QUALITIES)
  quality: MappingQuality;
}

export class AddServiceRequest {
  @ApiProperty({ type: String, example: 'PASSPORT-NEW' })
  @IsString()
  @Matches(LOCAL_CODE)
  code: string;

  @ApiProperty({ type: String, maxLength: MAX_NAME })
  @IsString()
  @IsPlainText()
  @MinLength(1)
  @MaxLength(MAX_NAME)
  name: string;

  @ApiProperty({ type: String, example: 'ur', description: 'BCP 47 language of the name' })
  @IsString()
  @MaxLength(12)
  @Matches(LANGUAGE)
  language: string;

  @ApiProperty({ type: ServiceMappingRequest, required: false })
  @IsOptional()
  @ValidateNested()
  @Type(() => ServiceMappingRequest)
  mapping?: ServiceMappingRequest;

  service(partner: string): NewLocalService {
    const { code, name, language, mapping = null } = this;
    return { partner, code, name, language, mapping };
  }
}

export class ChangeServiceRequest {
  @ApiProperty({ type: String, required: false, maxLength: MAX_NAME })
  @IsOptional()
  @IsString()
  @IsPlainText()
  @MinLength(1)
  @MaxLength(MAX_NAME)
  name?: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsString()
  @MaxLength(12)
  @Matches(LANGUAGE)
  language?: string;

  @ApiProperty({
    type: ServiceMappingRequest,
    required: false,
    nullable: true,
    description: 'null: not mapped',
  })
  @ValidateIf((_request, value) => value !== undefined && value !== null)
  @ValidateNested()
  @Type(() => ServiceMappingRequest)
  mapping?: ServiceMappingRequest | null;

  change(): ServiceChange {
    const given = Object.entries({ ...this }).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given);
  }
}

export class AddProviderRequest {
  @ApiProperty({ type: String, example: 'NADRA' })
  @IsString()
  @Matches(LOCAL_CODE)
  code: string;

  @ApiProperty({ type: String, maxLength: MAX_NAME })
  @IsString()
  @IsPlainText()
  @MinLength(1)
  @MaxLength(MAX_NAME)
  name: string;

  @ApiProperty({ type: String, enum: PROVIDER_KINDS, required: false, description: 'absent: not documented' })
  @IsOptional()
  @IsIn(PROVIDER_KINDS)
  kind?: ProviderKind;

  provider(partner: string): Provider {
    const { code, name, kind = null } = this;
    return { partner, code, name, kind };
  }
}

export class UnmappedServicesRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(/^[A-Z0-9]{1,20}$/)
  partner?: string;

  @ApiProperty({ type: String, format: 'date', required: false, description: 'default: today' })
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;
}
