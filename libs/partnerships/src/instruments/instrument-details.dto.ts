import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
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
  ValidateNested,
} from 'class-validator';
import { IsPlainText } from '#platform';
import { IsCalendarDay } from '../programme-day.js';
import { RENEWAL_MODES, type RenewalMode } from '../terms/instrument-terms.js';
import { DOCUMENTED } from './documented-text.js';
import { ENTRY_RULES, type EntryIntoForceRule } from './instrument.js';

export const PARTY_CODE = /^[A-Z0-9]{1,20}$/;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;
const DURATION_HINT = 'ISO 8601, e.g. P6M';

export class AuthenticTitleRequest {
  @ApiProperty({ type: String, example: 'az' })
  @Matches(LANGUAGE)
  language: string;

  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  title: string;

  @ApiProperty({ type: Boolean, description: 'exactly one prevails' })
  @IsBoolean()
  prevailing: boolean;
}

export class SignatoryRequest {
  @ApiProperty({ type: String, required: false, nullable: true })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(200)
  name?: string | null;

  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  role: string;
}

export class PartyDetailRequest {
  @ApiProperty({ type: String, example: 'HQ', description: 'partner code, or HQ for the Azerbaijani side' })
  @Matches(PARTY_CODE)
  party: string;

  @ApiProperty({ type: String, required: false, nullable: true })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(300)
  role?: string | null;

  @ApiProperty({
    type: String,
    required: false,
    nullable: true,
    description: 'e.g. on behalf of the Government',
  })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(300)
  capacity?: string | null;

  @ApiProperty({ type: [SignatoryRequest], required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => SignatoryRequest)
  signatories?: SignatoryRequest[];
}

/** What may be said about an instrument at its registration and corrected later; never its status. */
export class InstrumentDetailsRequest {
  @ApiProperty({ type: [AuthenticTitleRequest], required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => AuthenticTitleRequest)
  titles?: AuthenticTitleRequest[] | null;

  @ApiProperty({ type: [PartyDetailRequest], required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => PartyDetailRequest)
  partyDetails?: PartyDetailRequest[] | null;

  @ApiProperty({ type: String, required: false, nullable: true })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(500)
  hqParty?: string | null;

  @ApiProperty({ type: String, required: false, nullable: true })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(200)
  place?: string | null;

  @ApiProperty({ type: String, required: false, nullable: true })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(300)
  depositary?: string | null;

  @ApiProperty({ type: [String], required: false, description: 'fields of cooperation' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsPlainText({ each: true })
  @IsString({ each: true })
  @MaxLength(500, { each: true })
  covers?: string[] | null;

  @ApiProperty({ type: String, enum: ENTRY_RULES, required: false, default: 'UNKNOWN' })
  @IsOptional()
  @IsIn(ENTRY_RULES)
  entryIntoForceRule?: EntryIntoForceRule | null;

  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    nullable: true,
    description: 'for FIXED_DATE only',
  })
  @IsOptional()
  @IsCalendarDay()
  entryIntoForceOn?: string | null;

  @ApiProperty({ type: Number, required: false, nullable: true, description: 'for NTH_RATIFICATION only' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  ratificationsNeeded?: number | null;

  @ApiProperty({ type: Number, required: false, description: 'days after the deciding act' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3_650)
  entryIntoForceDays?: number | null;

  @ApiProperty({ type: String, required: false, nullable: true, description: 'YYYY, YYYY-MM or YYYY-MM-DD' })
  @IsOptional()
  @Matches(DOCUMENTED)
  termFrom?: string | null;

  @ApiProperty({ type: String, required: false, nullable: true, description: 'YYYY, YYYY-MM or YYYY-MM-DD' })
  @IsOptional()
  @Matches(DOCUMENTED)
  termUntil?: string | null;

  @ApiProperty({ type: String, enum: RENEWAL_MODES, required: false, default: 'UNKNOWN' })
  @IsOptional()
  @IsIn(RENEWAL_MODES)
  renewalMode?: RenewalMode | null;

  @ApiProperty({ type: String, required: false, nullable: true, description: DURATION_HINT })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  renewalPeriod?: string | null;

  @ApiProperty({ type: String, required: false, nullable: true, description: DURATION_HINT })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  noticePeriod?: string | null;

  @ApiProperty({ type: String, format: 'uuid', required: false, nullable: true })
  @IsOptional()
  @IsUUID()
  supersedes?: string | null;

  @ApiProperty({ type: String, format: 'uuid', required: false, nullable: true })
  @IsOptional()
  @IsUUID()
  amends?: string | null;

  @ApiProperty({ type: String, required: false, nullable: true })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MaxLength(2_000)
  note?: string | null;
}

export class PatchInstrumentRequest extends InstrumentDetailsRequest {
  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  title?: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  counterpart?: string;
}
