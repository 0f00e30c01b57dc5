import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { IsPlainText } from '#platform';
import { IsCalendarDay } from '../programme-day.js';
import type { FocalPoint, NewFocalPoint } from './contact.js';
import { LANGUAGE } from './contacts.dto.js';

export class FocalPointsRequest {
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

export class FocalPointRequest {
  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  @ApiProperty({ type: String, example: 'liaison officer' })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  role: string;

  @ApiProperty({ type: [String], required: false, example: ['en'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(LANGUAGE, { each: true })
  languages?: string[];

  @ApiProperty({
    type: String,
    format: 'uuid',
    required: false,
    description: 'the authority that the person works for',
  })
  @IsOptional()
  @IsUUID()
  authority?: string;

  @ApiProperty({ type: String, format: 'email', required: false })
  @IsOptional()
  @IsEmail()
  @MaxLength(254)
  email?: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @Matches(/^\+?[0-9 ()/-]{5,30}$/)
  phone?: string;

  @ApiProperty({ type: String, format: 'date', required: false })
  @IsOptional()
  @IsCalendarDay()
  validFrom?: string;

  static toFocalPoint(request: FocalPointRequest): NewFocalPoint {
    return {
      authority: request.authority ?? null,
      name: request.name,
      role: request.role,
      languages: request.languages ?? [],
      email: request.email ?? null,
      phone: request.phone ?? null,
      validFrom: request.validFrom ?? null,
      validUntil: null,
    };
  }
}

export class EndFocalPointRequest {
  @ApiProperty({ type: String, format: 'date', example: '2026-12-31', description: 'exclusive' })
  @IsCalendarDay()
  validUntil: string;
}

export class FocalPointResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  authority: string | null;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String })
  role: string;

  @ApiProperty({ type: [String] })
  languages: string[];

  @ApiProperty({ type: String, nullable: true })
  email: string | null;

  @ApiProperty({ type: String, nullable: true })
  phone: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  validFrom: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'exclusive' })
  validUntil: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  static from(point: FocalPoint): FocalPointResponse {
    return { ...point, languages: [...point.languages] };
  }
}

export class FocalPointsResponse {
  @ApiProperty({ type: [FocalPointResponse] })
  data: FocalPointResponse[];

  static from(points: FocalPoint[]): FocalPointsResponse {
    return { data: points.map((point) => FocalPointResponse.from(point)) };
  }
}
