import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import { PageInfo, PageRequest, type Page } from '#platform';
import { DELIVERY_STATES, NOTICE_KINDS, type DeliveryState } from './delivery.js';
import type { ContactTask, DeliveryEntry } from './deliveries.read-model.js';
import type { DeliveriesFilter } from './deliveries.service.js';

export class DeliveriesRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z]{2,10}$/, { context: { code: 'unknown-country' } })
  partner?: string;

  @ApiProperty({ type: String, required: false, enum: DELIVERY_STATES })
  @IsOptional()
  @IsIn(DELIVERY_STATES)
  state?: DeliveryState;

  @ApiProperty({ type: String, format: 'uuid', required: false, description: 'account of the recipient' })
  @IsOptional()
  @IsUUID(undefined, { context: { code: 'invalid-id' } })
  recipient?: string;

  filter(): DeliveriesFilter {
    const { partner, state, recipient, limit, cursor } = this;
    return { partner, state, recipient, limit, cursor };
  }
}

export class DeliveryRecipientResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String, format: 'email' })
  address: string;
}

export class DeliveryResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: DeliveryRecipientResponse })
  recipient: DeliveryRecipientResponse;

  @ApiProperty({ type: String, enum: ['EMAIL'] })
  channel: string;

  @ApiProperty({ type: String, enum: NOTICE_KINDS })
  kind: string;

  @ApiProperty({ type: String, example: 'T+3' })
  rung: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'what it is about: a report slot, an instrument or an occurrence',
  })
  slot: string;

  @ApiProperty({
    type: String,
    enum: DELIVERY_STATES,
    description: 'UNCERTAIN: it may have arrived, and is never sent again',
  })
  state: DeliveryState;

  @ApiProperty({ type: String, nullable: true, example: 'superseded' })
  reason: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'the mail that it went with' })
  mail: string | null;

  @ApiProperty({ type: Number })
  attempts: number;

  @ApiProperty({ type: String, nullable: true, description: 'what the mail server said last' })
  answer: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  sentAt: string | null;

  static from({ subjectId, digestId, ...entry }: DeliveryEntry): DeliveryResponse {
    return { ...entry, slot: subjectId, mail: digestId };
  }
}

export class DeliveryListResponse {
  @ApiProperty({ type: [DeliveryResponse] })
  data: DeliveryResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from({ data, page }: Page<DeliveryEntry>): DeliveryListResponse {
    return { data: data.map((entry) => DeliveryResponse.from(entry)), page };
  }
}

export class ContactTaskResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, description: 'partner code, or HQ' })
  scope: string;

  @ApiProperty({ type: DeliveryRecipientResponse })
  recipient: DeliveryRecipientResponse;

  @ApiProperty({ type: String, enum: ['contact-unreachable'] })
  reason: string;

  @ApiProperty({ type: String, format: 'date-time' })
  openedAt: string;
}

export class ContactTaskListResponse {
  @ApiProperty({ type: [ContactTaskResponse] })
  data: ContactTaskResponse[];

  static from(tasks: ContactTask[]): ContactTaskListResponse {
    return { data: tasks };
  }
}
