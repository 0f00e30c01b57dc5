import { ApiProperty } from '@nestjs/swagger';
import { isReviewOverdue } from '../slots/slot-lock.js';
import type { Slot } from '../slots/slot.js';
import { SlotLockResponse } from '../slots/slot-terms.dto.js';
import type { Submission } from './submission.js';
import { lockNow } from './submission-lock.js';

/** Somebody who has, or had, a report in hand; the name as it was then. */
export class HandResponse {
  @ApiProperty({ type: String })
  id: string;

  @ApiProperty({ type: String, nullable: true })
  name: string | null;
}

/** Who holds a report at headquarters. */
export class HolderResponse extends HandResponse {
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  since: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'when the hold ends by itself',
  })
  until: string | null;
}

/** In whose hands a report is, since when, and what each side's clock says. */
export class SubmissionStanding {
  @ApiProperty({ type: HandResponse, nullable: true })
  submittedBy: HandResponse | null;

  @ApiProperty({
    type: HandResponse,
    nullable: true,
    description: 'the coordinator whose right a deputy used',
  })
  onBehalfOf: HandResponse | null;

  @ApiProperty({ type: HolderResponse, nullable: true, description: 'the reviewer who holds it' })
  holder: HolderResponse | null;

  @ApiProperty({ type: Boolean, description: 'headquarters should have decided by now' })
  reviewOverdue: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: "after a return: the country's own clock; entry stays open until then",
  })
  resubmitBy: string | null;

  @ApiProperty({ type: String, nullable: true })
  voidReason: string | null;

  @ApiProperty({
    type: SlotLockResponse,
    nullable: true,
    description: 'why nothing can be entered; null: it can',
  })
  lock: SlotLockResponse | null;
}

/** How a report stands at an instant. */
export function standingOf(slot: Slot, submission: Submission, now: string): SubmissionStanding {
  const { submittedBy, submittedFor, resubmitBy, voidReason, state } = submission;
  const reviewDueAt = submission.reviewDueAt?.toISOString() ?? null;
  return {
    submittedBy: submittedBy === null ? null : { id: submittedBy, name: submission.submittedByName },
    onBehalfOf: submittedFor === null ? null : { id: submittedFor, name: submission.submittedForName },
    holder: holderOf(submission),
    reviewOverdue: isReviewOverdue({ state, reviewDueAt }, now),
    resubmitBy: resubmitBy?.toISOString() ?? null,
    voidReason,
    lock: lockNow(slot, submission, now),
  };
}

function holderOf(submission: Submission): HolderResponse | null {
  const { state, reviewerId: id, reviewerName: name, reviewStartedAt, reviewLeaseUntil } = submission;
  if (id === null || (state !== 'IN_REVIEW' && state !== 'IN_DIRECTOR_REVIEW')) return null;
  const since = reviewStartedAt?.toISOString() ?? null;
  return { id, name, since, until: reviewLeaseUntil?.toISOString() ?? null };
}
