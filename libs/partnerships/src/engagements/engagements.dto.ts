import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsPlainText, PageRequest } from '#platform';
import { DOCUMENTED, documentedFrom } from '../instruments/documented-text.js';
import { IsCalendarDay } from '../programme-day.js';
import {
  ENGAGEMENT_KINDS,
  PARTICIPANT_SIDES,
  type EngagementKind,
  type NewEngagement,
  type ParticipantSide,
} from './engagement.js';

const CODE = /^[A-Z0-9]{1,20}$/;

export class EngagementsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(CODE)
  partner?: string;

  @ApiProperty({ type: String, enum: ENGAGEMENT_KINDS, required: false })
  @IsOptional()
  @IsIn(ENGAGEMENT_KINDS)
  kind?: EngagementKind;

  @ApiProperty({
    type: String,
    format: 'date',
    required: false,
    description: 'only what certainly took place on or before this day; absent: all, also what has no date',
  })
  @IsOptional()
  @IsCalendarDay()
  asOf?: string;
}

class ParticipantRequest {
  @ApiProperty({ type: String, required: false, description: 'absent where only the office is known' })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;

  @ApiProperty({ type: String, example: 'Prime Minister' })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  role: string;

  @ApiProperty({ type: String, enum: PARTICIPANT_SIDES })
  @IsIn(PARTICIPANT_SIDES)
  side: ParticipantSide;
}

class SourceRequest {
  @ApiProperty({ type: String, example: 'https://example.org/news' })
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, disallow_auth: true })
  @MaxLength(2_000)
  url: string;

  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  title: string;

  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  publisher: string;

  @ApiProperty({ type: String, required: false, description: 'YYYY, YYYY-MM or YYYY-MM-DD as printed' })
  @IsOptional()
  @Matches(DOCUMENTED)
  publishedOn?: string;
}

export class RecordEngagementRequest {
  @ApiProperty({ type: String, example: 'PK', description: 'partner code, or HQ for the whole programme' })
  @Matches(CODE)
  partner: string;

  @ApiProperty({ type: String, enum: ENGAGEMENT_KINDS })
  @IsIn(ENGAGEMENT_KINDS)
  kind: EngagementKind;

  @ApiProperty({ type: String })
  @IsPlainText()
  @IsString()
  @MinLength(3)
  @MaxLength(500)
  title: string;

  @ApiProperty({
    type: String,
    required: false,
    example: '2026-01-14',
    description: 'YYYY, YYYY-MM or YYYY-MM-DD, as much as is known',
  })
  @IsOptional()
  @Matches(DOCUMENTED)
  date?: string;

  @ApiProperty({ type: String, required: false, description: 'last of several days, likewise' })
  @IsOptional()
  @Matches(DOCUMENTED)
  until?: string;

  @ApiProperty({ type: String, required: false })
  @IsOptional()
  @IsPlainText()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  place?: string;

  @ApiProperty({ type: [ParticipantRequest], required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ParticipantRequest)
  participants?: ParticipantRequest[];

  @ApiProperty({ type: [String], required: false, description: 'what came of it' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsPlainText({ each: true })
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(2_000, { each: true })
  outcomes?: string[];

  @ApiProperty({ type: [SourceRequest], required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => SourceRequest)
  sources?: SourceRequest[];

  /** @throws InvalidValueError `invalid-date` for a date that does not exist. */
  static toEngagement(request: RecordEngagementRequest): NewEngagement {
    const { partner, kind, title, date, until, place, participants = [], outcomes = [] } = request;
    return {
      partner,
      origin: null,
      kind,
      title,
      date: documentedFrom(date, '/date'),
      until: documentedFrom(until, '/until'),
      place: place ?? null,
      participants: participants.map(({ name, role, side }) => ({ name: name ?? null, role, side })),
      outcomes,
      sources: sourcesOf(request),
    };
  }
}

function sourcesOf({ sources = [] }: RecordEngagementRequest): NewEngagement['sources'] {
  return sources.map(({ url, title, publisher, publishedOn }, index) => {
    documentedFrom(publishedOn, `/sources/${index}/publishedOn`);
    return { url, title, publisher, publishedOn: publishedOn ?? null };
  });
}
