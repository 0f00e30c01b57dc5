import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { PageInfo, PageRequest, type Page } from '#platform';
import { isAboutAgreement, NOTICE_KINDS } from '../deliveries/delivery.js';
import type { InboxEntry } from './inbox.repository.js';
import type { InboxFilter } from './inbox.service.js';

const WORDS: Readonly<Record<string, boolean>> = { true: true, false: false };

export class InboxRequest extends PageRequest {
  @ApiProperty({
    type: Boolean,
    required: false,
    description: 'true: only unread ones; false: only read ones',
  })
  @IsOptional()
  @Transform(({ value }) => WORDS[String(value)] ?? (value as unknown))
  @IsBoolean()
  unread?: boolean;

  filter(): InboxFilter {
    return { unread: this.unread ?? null, limit: this.limit, cursor: this.cursor };
  }
}

export class NotificationResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, example: 'PK' })
  partner: string;

  @ApiProperty({ type: String, enum: NOTICE_KINDS })
  kind: string;

  @ApiProperty({
    type: String,
    example: 'T-1',
    description: 'step of the reminder ladder, or the kind of event',
  })
  rung: string;

  @ApiProperty({ type: Boolean })
  urgent: boolean;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'the report slot that it is about; null when it is about an agreement',
  })
  slot: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'the report slot, instrument or occurrence of an obligation that it is about',
  })
  subject: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String, example: 'October 2026' })
  period: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'as it was due when this was written' })
  dueAt: string;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readAt: string | null;

  static from(entry: InboxEntry, locale: string): NotificationResponse {
    const { id, partner, kind, rung, urgent, subjectId, params, createdAt, readAt } = entry;
    const period = params.period[locale] ?? params.period.en;
    const { unit, dueAt } = params;
    const slot = isAboutAgreement(kind) ? null : subjectId;
    return {
      id,
      partner,
      kind,
      rung,
      urgent,
      slot,
      subject: subjectId,
      unit,
      period,
      dueAt,
      createdAt,
      readAt,
    };
  }
}

export class NotificationListResponse {
  @ApiProperty({ type: [NotificationResponse] })
  data: NotificationResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from({ data, page }: Page<InboxEntry>, locale: string): NotificationListResponse {
    return { data: data.map((entry) => NotificationResponse.from(entry, locale)), page };
  }
}
