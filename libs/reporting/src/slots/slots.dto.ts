import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PageInfo, PageRequest, type Page } from '#platform';
import { dueFlagsAt, isOnTimeExtended, slotStateAt, timelinessAt, type SlotPeriod } from './slot.js';
import { lockOfReport } from './slot-lock.js';
import {
  CancellationResponse,
  ExtensionResponse,
  OpenRequestResponse,
  ReopeningResponse,
  SlotLockResponse,
  SlotSubmissionResponse,
  WaiverResponse,
} from './slot-terms.dto.js';
import { periodFilter } from './period-parameter.js';
import { DUE_FILTERS, type DueFilter, type ListedSlot } from './slots.read-model.js';
import type { SlotsFilter } from './slots.service.js';

const STATES = ['SCHEDULED', 'OPEN', 'CLOSED_FOR_ENTRY', 'WAIVED', 'CANCELLED'] as const;

export class SlotsRequest extends PageRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z]{2,10}$/, { context: { code: 'unknown-country' } })
  partner?: string;

  @ApiProperty({
    type: String,
    required: false,
    example: '2026-10',
    description: 'aligned month, range, or period id',
  })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  period?: string;

  @ApiProperty({ type: String, required: false, enum: STATES })
  @IsOptional()
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  @ApiProperty({ type: String, required: false, example: 'CTR-PK-ISB' })
  @IsOptional()
  @IsString()
  @MaxLength(80)
  @Matches(/^[A-Z]{3}-[A-Z0-9]+(?:-[A-Z0-9]+)*$/)
  unit?: string;

  @ApiProperty({
    type: String,
    required: false,
    enum: DUE_FILTERS,
    description: 'without a hand-in, and due soon or overdue; a granted extension counts',
  })
  @IsOptional()
  @IsIn(DUE_FILTERS)
  due?: DueFilter;

  /** @throws InvalidParameterError for a period that is none. */
  filter(): SlotsFilter {
    const { partner, period, state, unit, due, limit, cursor } = this;
    const asked = period === undefined ? undefined : periodFilter(period);
    return { partner, state, unit, due, limit, cursor, period: asked };
  }
}

export class PeriodResponse {
  @ApiProperty({ type: String, example: 'ETHIOPIAN_MONTH:2019-02' })
  id: string;

  @ApiProperty({ type: String })
  scheme: string;

  @ApiProperty({ type: String, format: 'date' })
  start: string;

  @ApiProperty({ type: String, format: 'date', description: 'inclusive' })
  end: string;

  @ApiProperty({ type: Number })
  days: number;

  @ApiProperty({ type: String, example: 'Tikimt 2019' })
  localLabel: string;

  @ApiProperty({ type: Object, description: 'the label in every language known' })
  labels: object;

  @ApiProperty({ type: String, example: '2026-10' })
  alignedTo: string;

  static from(period: SlotPeriod, locale: string): PeriodResponse {
    const { id, scheme, start, end, days, alignedTo, localLabel } = period;
    const label = (localLabel as Record<string, string>)[locale] ?? localLabel.en;
    return { id, scheme, start, end, days, localLabel: label, labels: localLabel, alignedTo };
  }
}

export class SlotResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  form: string;

  @ApiProperty({ type: PeriodResponse })
  period: PeriodResponse;

  @ApiProperty({ type: String, format: 'date-time' })
  opensAt: string;

  @ApiProperty({ type: String, format: 'date-time' })
  dueAt: string;

  @ApiProperty({
    type: Object,
    description: 'the sentence, the local time, and every day that was counted or skipped',
  })
  dueExplanation: object;

  @ApiProperty({ type: String, format: 'date-time' })
  lockAt: string;

  @ApiProperty({ type: String, enum: STATES })
  state: string;

  @ApiProperty({ type: SlotSubmissionResponse, nullable: true, description: 'the newest revision' })
  submission: SlotSubmissionResponse | null;

  @ApiProperty({ type: String, enum: ['ON_TIME', 'LATE', 'OVERDUE', 'PENDING'] })
  timeliness: string;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'first handed in by the instant that was granted in the end; null: not handed in',
  })
  onTimeExtended: boolean | null;

  @ApiProperty({ type: Boolean })
  dueSoon: boolean;

  @ApiProperty({ type: Boolean, description: 'unlike timeliness, a granted extension counts' })
  overdue: boolean;

  @ApiProperty({ type: ExtensionResponse, nullable: true })
  extension: ExtensionResponse | null;

  @ApiProperty({ type: ReopeningResponse, nullable: true })
  reopening: ReopeningResponse | null;

  @ApiProperty({ type: WaiverResponse, nullable: true })
  waiver: WaiverResponse | null;

  @ApiProperty({ type: CancellationResponse, nullable: true })
  cancellation: CancellationResponse | null;

  @ApiProperty({
    type: SlotLockResponse,
    nullable: true,
    description: 'null while somebody can enter or begin',
  })
  lock: SlotLockResponse | null;

  @ApiProperty({ type: [OpenRequestResponse], description: 'what waits for a decision' })
  openRequests: OpenRequestResponse[];

  @ApiProperty({ type: Boolean, description: 'true for invented demo data' })
  synthetic: boolean;

  @ApiProperty({ type: Number })
  rev: number;

  static from(slot: ListedSlot, locale: string, now: string): SlotResponse {
    const { id, unit, partner, opensAt, dueAt, dueExplanation, lockAt, submission, synthetic, rev } = slot;
    return {
      id,
      unit,
      partner,
      form: slot.formCode,
      period: PeriodResponse.from(slot.period, locale),
      opensAt,
      dueAt,
      dueExplanation,
      lockAt,
      submission: SlotSubmissionResponse.from(submission, now),
      ...standing(slot, now),
      ...terms(slot),
      synthetic,
      rev,
    };
  }
}

function standing(slot: ListedSlot, now: string) {
  const state = slotStateAt(slot, now);
  const judged = { timeliness: timelinessAt(slot, now), onTimeExtended: isOnTimeExtended(slot) };
  return { state, ...judged, ...dueFlagsAt(slot, now), lock: lockOfReport(slot, state, now) };
}

function terms(slot: ListedSlot) {
  return {
    extension: ExtensionResponse.from(slot),
    reopening: ReopeningResponse.from(slot),
    waiver: WaiverResponse.from(slot),
    cancellation: CancellationResponse.from(slot),
    openRequests: slot.openRequests,
  };
}

export class SlotListResponse {
  @ApiProperty({ type: [SlotResponse] })
  data: SlotResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from(page: Page<ListedSlot>, locale: string, now: string): SlotListResponse {
    return { data: page.data.map((slot) => SlotResponse.from(slot, locale, now)), page: page.page };
  }
}
