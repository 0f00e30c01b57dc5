import { ApiProperty } from '@nestjs/swagger';
import { effectiveDueAt, type Slot } from './slot.js';
import { isReviewOverdue } from './slot-lock.js';
import type { ListedSubmission } from './slots.read-model.js';

/** More time that was granted. */
export class ExtensionResponse {
  @ApiProperty({ type: String, format: 'date-time' })
  newDueAt: string;

  static from(slot: Slot): ExtensionResponse | null {
    const newDueAt = effectiveDueAt(slot);
    return newDueAt === slot.dueAt ? null : { newDueAt };
  }
}

/** Entry that was opened once more. */
export class ReopeningResponse {
  @ApiProperty({ type: String, format: 'date-time' })
  until: string;

  static from({ reopenedUntil }: Slot): ReopeningResponse | null {
    return reopenedUntil === null ? null : { until: reopenedUntil };
  }
}

/** Why a report is not expected, since when, and who decided it. */
export class WaiverResponse {
  @ApiProperty({ type: String, nullable: true })
  code: string | null;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  since: string;

  @ApiProperty({ type: String, nullable: true })
  by: string | null;

  static from(slot: Slot): WaiverResponse | null {
    const { waivedAt, waiverCode: code, waiverReason: reason, waivedBy: by } = slot;
    return waivedAt === null ? null : { code, reason, since: waivedAt, by };
  }
}

/** Why a report stopped being expected by itself. */
export class CancellationResponse {
  @ApiProperty({ type: String, enum: ['NO_ASSIGNMENT', 'CENTRE_NOT_OPERATING'], nullable: true })
  reason: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  since: string;

  static from({ cancelledAt, cancelReason }: Slot): CancellationResponse | null {
    return cancelledAt === null ? null : { reason: cancelReason, since: cancelledAt };
  }
}

/** Something that was asked for and is waiting for a decision. */
export class OpenRequestResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, enum: ['EXTENSION', 'WAIVER', 'WAIVER_REVOCATION', 'REOPENING'] })
  kind: string;
}

/** Why entry is not possible now, and where the way out is. */
export class SlotLockResponse {
  @ApiProperty({
    type: String,
    enum: [
      'NOT_OPEN_YET',
      'UNDER_REVIEW',
      'ACCEPTED',
      'PERIOD_FROZEN',
      'CENTRE_NOT_OPERATING',
      'NO_ASSIGNMENT',
    ],
  })
  reason: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  since: string | null;

  @ApiProperty({ type: String, nullable: true })
  by: string | null;

  @ApiProperty({ type: String, nullable: true })
  remedyLink: string | null;
}

/** The newest revision of a report, with headquarters' own clock. */
export class SlotSubmissionResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  state: string;

  @ApiProperty({ type: Number })
  revision: number;

  @ApiProperty({ type: Number })
  rev: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'by when headquarters decides',
  })
  reviewDueAt: string | null;

  @ApiProperty({ type: Boolean, description: 'headquarters should have decided by now' })
  reviewOverdue: boolean;

  static from(newest: ListedSubmission | null, now: string): SlotSubmissionResponse | null {
    if (newest === null) return null;
    const { id, state, revision, rev, reviewDueAt } = newest;
    return { id, state, revision, rev, reviewDueAt, reviewOverdue: isReviewOverdue(newest, now) };
  }
}
