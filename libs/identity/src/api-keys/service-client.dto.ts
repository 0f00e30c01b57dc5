import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { IsPlainText } from '#platform';
import { CLIENT_SCOPES, type ClientScope } from '../permissions/permissions.js';
import type { ServiceClient } from './service-clients.repository.js';

const SCOPE_NAMES = Object.keys(CLIENT_SCOPES) as ClientScope[];

export class NewServiceClientRequest {
  @ApiProperty({ type: String, example: 'UZ' })
  @IsString()
  @Matches(/^[A-Z]{2,10}$/)
  partner: string;

  @ApiProperty({ type: String, example: 'DXM-MIS' })
  @IsString()
  @Matches(/^[A-Z0-9-]{2,40}$/)
  code: string;

  @ApiProperty({ type: String })
  @IsString()
  @IsPlainText()
  @MaxLength(200)
  name: string;

  @ApiProperty({ type: String, enum: SCOPE_NAMES, isArray: true })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(SCOPE_NAMES.length)
  @IsIn(SCOPE_NAMES, { each: true })
  scopes: ClientScope[];
}

export class ServiceClientResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: [String] })
  scopes: string[];

  static from({ id, scope, code, name, scopes }: ServiceClient): ServiceClientResponse {
    return { id, partner: scope, code, name, scopes };
  }
}

export class IssuedKeyResponse {
  @ApiProperty({ type: String })
  id: string;

  @ApiProperty({ type: String, example: 'asan_live_…', description: 'never shown again' })
  key: string;

  @ApiProperty({ type: String, format: 'date-time' })
  expiresAt: string;
}
