import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsISO8601, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import type { NotificationPreference } from './preference.js';
import type { PreferenceWish } from './preferences.service.js';

const MAX_TOKEN = 200;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;

export class PreferenceRequest {
  @ApiProperty({
    type: String,
    format: 'date-time',
    required: false,
    nullable: true,
    description: 'no mails before this instant, at most 90 days ahead; null ends the pause',
  })
  @ValidateIf((_body, value) => value !== undefined && value !== null)
  @IsISO8601({ strict: true }, { context: { code: 'invalid-timestamp' } })
  @Matches(INSTANT, { context: { code: 'invalid-timestamp' } })
  snoozedUntil?: string | null;

  @ApiProperty({
    type: Boolean,
    required: false,
    description: 'true: no daily mails at all; urgent ones come all the same',
  })
  @IsOptional()
  @IsBoolean()
  unsubscribed?: boolean;

  wish(): PreferenceWish {
    const { snoozedUntil, unsubscribed } = this;
    return {
      ...(snoozedUntil === undefined ? {} : { snoozedUntil }),
      ...(unsubscribed === undefined ? {} : { unsubscribed }),
    };
  }
}

export class LinkedPreferenceRequest extends PreferenceRequest {
  @ApiProperty({
    type: String,
    maxLength: MAX_TOKEN,
    description: 'what stands behind # in the link of a mail',
  })
  @IsString()
  @MaxLength(MAX_TOKEN)
  token: string;
}

export class PreferenceResponse {
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  snoozedUntil: string | null;

  @ApiProperty({ type: Boolean })
  unsubscribed: boolean;

  @ApiProperty({ type: Number })
  rev: number;

  static from({ snoozedUntil, unsubscribed, rev }: NotificationPreference): PreferenceResponse {
    return { snoozedUntil, unsubscribed, rev };
  }
}
