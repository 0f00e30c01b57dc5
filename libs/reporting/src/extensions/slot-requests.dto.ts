import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { IsPlainText, PageInfo, PageRequest, type Page } from '#platform';
import { INSTANT, instantFrom } from './instant-text.js';
import type { SlotRequestsFilter } from './slot-request-list.service.js';
import {
  REQUEST_KINDS,
  REQUEST_STATES,
  WAIVER_CODES,
  type NewSlotRequest,
  type RequestKind,
  type RequestState,
  type SlotRequest,
  type WaiverCode,
} from './slot-request.js';
import { MAX_EXTENSION_DAYS, MAX_REOPENING_DAYS } from './slot-request-terms.js';
import type { RequestCommand } from './slot-requests.service.js';

const MIN_REASON = 15;
const MAX_REASON = 2_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const DECISIONS = ['GRANT', 'DECLINE'] as const;

class ReasonRequest {
  @ApiProperty({ type: String, minLength: MIN_REASON, maxLength: MAX_REASON })
  @IsString()
  @IsPlainText()
  @MinLength(MIN_REASON)
  @MaxLength(MAX_REASON)
  reason: string;
}

export class ExtensionRequest extends ReasonRequest {
  @ApiProperty({
    type: String,
    format: 'date-time',
    description: `with offset; later than the due instant, by at most ${MAX_EXTENSION_DAYS} days`,
  })
  @IsString()
  @Matches(INSTANT, {
    context: { code: 'invalid-timestamp' },
    message: 'newDueAt is an instant such as 2026-11-20T18:00:00+05:00',
  })
  newDueAt: string;

  /** @throws ValidationFailedError `invalid-timestamp`. */
  wanted(slotId: string): NewSlotRequest {
    const until = instantFrom('/newDueAt', this.newDueAt);
    return { slotId, kind: 'EXTENSION', until, code: null, reason: this.reason };
  }
}

export class ReopeningRequest extends ReasonRequest {
  @ApiProperty({
    type: String,
    format: 'date-time',
    description: `with offset; entry closes again by itself, ${MAX_REOPENING_DAYS} days from now at the latest`,
  })
  @IsString()
  @Matches(INSTANT, {
    context: { code: 'invalid-timestamp' },
    message: 'until is an instant such as 2026-11-20T18:00:00+05:00',
  })
  until: string;

  /** @throws ValidationFailedError `invalid-timestamp`. */
  wanted(slotId: string): NewSlotRequest {
    const until = instantFrom('/until', this.until);
    return { slotId, kind: 'REOPENING', until, code: null, reason: this.reason };
  }
}

export class WaiverRequest extends ReasonRequest {
  @ApiProperty({ type: String, enum: WAIVER_CODES })
  @IsIn(WAIVER_CODES)
  code: WaiverCode;

  wanted(slotId: string): NewSlotRequest {
    return { slotId, kind: 'WAIVER', until: null, code: this.code, reason: this.reason };
  }
}

export class WaiverRevocationRequest extends ReasonRequest {
  wanted(slotId: string): NewSlotRequest {
    return { slotId, kind: 'WAIVER_REVOCATION', until: null, code: null, reason: this.reason };
  }
}

export class DecisionRequest {
  @ApiProperty({ type: String, enum: DECISIONS })
  @IsIn(DECISIONS)
  decision: (typeof DECISIONS)[number];

  @ApiProperty({
    type: String,
    required: false,
    minLength: MIN_REASON,
    maxLength: MAX_REASON,
    description: 'required with DECLINE',
  })
  @ValidateIf(({ decision, reason }: DecisionRequest) => decision === 'DECLINE' || reason !== undefined)
  @IsString()
  @IsPlainText()
  @MinLength(MIN_REASON)
  @MaxLength(MAX_REASON)
  reason?: string;

  command(): RequestCommand {
    return { act: this.decision === 'GRANT' ? 'grant' : 'decline', reason: this.reason ?? null };
  }
}

export class SlotRequestsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z]{2,10}$/, { context: { code: 'unknown-country' } })
  partner?: string;

  @ApiProperty({ type: String, required: false, format: 'uuid', description: 'of one expected report' })
  @IsOptional()
  @IsString()
  @Matches(UUID, { context: { code: 'invalid-id' } })
  slot?: string;

  @ApiProperty({ type: String, required: false, enum: REQUEST_KINDS })
  @IsOptional()
  @IsIn(REQUEST_KINDS)
  kind?: RequestKind;

  @ApiProperty({ type: String, required: false, enum: REQUEST_STATES })
  @IsOptional()
  @IsIn(REQUEST_STATES)
  state?: RequestState;

  filter(): SlotRequestsFilter {
    const { partner, slot, kind, state, limit, cursor } = this;
    return { partner, slot, kind, state, limit, cursor };
  }
}

export class SlotRequestResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String, format: 'uuid' })
  slot: string;

  @ApiProperty({ type: String, enum: REQUEST_KINDS })
  kind: string;

  @ApiProperty({ type: String, enum: REQUEST_STATES })
  state: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'new due instant of an extension, end of a re-opening',
  })
  until: string | null;

  @ApiProperty({ type: String, enum: WAIVER_CODES, nullable: true })
  code: string | null;

  @ApiProperty({ type: String })
  reason: string;

  @ApiProperty({ type: String })
  requestedBy: string;

  @ApiProperty({ type: String, format: 'date-time' })
  requestedAt: string;

  @ApiProperty({ type: String, nullable: true, description: 'who decided, or took it back' })
  closedBy: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  decisionReason: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'end of a granted waiver' })
  revokedAt: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  static from({ slotId: slot, ...request }: SlotRequest): SlotRequestResponse {
    return { ...request, slot };
  }
}

export class SlotRequestListResponse {
  @ApiProperty({ type: [SlotRequestResponse] })
  data: SlotRequestResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from({ data, page }: Page<SlotRequest>): SlotRequestListResponse {
    return { data: data.map((request) => SlotRequestResponse.from(request)), page };
  }
}
