import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { documentedDate } from '#calendars';
import { IsPlainText } from '#platform';
import { DOCUMENTED, documentedFrom } from '../instruments/documented-text.js';
import { AuthorityResponse } from '../partners/partners.dto.js';
import type { RegisteredAuthority } from '../partners/partner.js';
import { IsCalendarDay } from '../programme-day.js';
import {
  NAME_KINDS,
  type NameKind,
  type NewAuthority,
  type NewPartnerName,
  type PartnerName,
} from './contact.js';

/** A BCP 47 tag. */
export const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

export class PartnerNameRequest {
  @ApiProperty({ type: String, enum: NAME_KINDS })
  @IsIn(NAME_KINDS)
  kind: NameKind;

  @ApiProperty({ type: String, example: 'en' })
  @Matches(LANGUAGE)
  language: string;

  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    description: 'needed when another name is in use',
  })
  @IsOptional()
  @IsCalendarDay()
  validFrom?: string;

  static toName({ kind, language, name, validFrom }: PartnerNameRequest): NewPartnerName {
    return { kind, language, name, validFrom: validFrom ?? null };
  }
}

export class PartnerNameResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, enum: NAME_KINDS })
  kind: NameKind;

  @ApiProperty({ type: String })
  language: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  validFrom: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'exclusive; null while in use' })
  validUntil: string | null;
}

export class PartnerNamesResponse {
  @ApiProperty({ type: [PartnerNameResponse] })
  data: PartnerNameResponse[];

  static from(data: PartnerName[]): PartnerNamesResponse {
    return { data };
  }
}

export class AuthorityRequest {
  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  name: string;

  @ApiProperty({ type: String, example: 'operator' })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  role: string;

  @ApiProperty({ type: String, required: false, description: 'YYYY, YYYY-MM or YYYY-MM-DD' })
  @IsOptional()
  @Matches(DOCUMENTED)
  from?: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    required: false,
    description: 'the authority that it takes over from',
  })
  @IsOptional()
  @IsUUID()
  successorOf?: string;

  /** @throws InvalidValueError for a date that does not exist. */
  static toAuthority({ name, role, from, successorOf }: AuthorityRequest): NewAuthority {
    return {
      name,
      role,
      from: documentedFrom(from, '/from'),
      until: documentedDate(null),
      successorOf: successorOf ?? null,
    };
  }
}

export class AuthoritiesResponse {
  @ApiProperty({ type: [AuthorityResponse] })
  data: AuthorityResponse[];

  static from(data: RegisteredAuthority[]): AuthoritiesResponse {
    return { data };
  }
}
