import type { CancelReason, Slot, SlotState } from './slot.js';

export type LockReason = 'NOT_OPEN_YET' | 'UNDER_REVIEW' | 'ACCEPTED' | 'PERIOD_FROZEN' | CancelReason;

/** Why something cannot be written now, since when, and where the way out is. */
export interface Lock {
  reason: LockReason;
  /** RFC 3339 instant; null when it has not begun but not ended either, as before the opening. */
  since: string | null;
  /** Id of who decided it; null when the clock or the register did. */
  by: string | null;
  /** The route that helps; null when nothing that could be asked for would. */
  remedyLink: string | null;
}

/** Why a slot takes no entry in the state that it is in; null when it takes one. */
export function lockOfSlot(slot: Slot, state: SlotState): Lock | null {
  const link = `/api/v1/report-slots/${slot.id}`;
  switch (state) {
    case 'OPEN':
      return null;
    case 'SCHEDULED':
      return { reason: 'NOT_OPEN_YET', since: null, by: null, remedyLink: link };
    case 'CLOSED_FOR_ENTRY':
      return { reason: 'PERIOD_FROZEN', since: closedSince(slot), by: null, remedyLink: `${link}/reopening` };
    case 'WAIVED':
      return {
        reason: 'PERIOD_FROZEN',
        since: slot.waivedAt,
        by: slot.waivedBy,
        remedyLink: `${link}/waiver-revocation`,
      };
    case 'CANCELLED': {
      // No request of a partner brings it back: the register of units or the assignments have to say so.
      const reason = slot.cancelReason ?? 'NO_ASSIGNMENT';
      return { reason, since: slot.cancelledAt, by: null, remedyLink: null };
    }
  }
}

function closedSince({ lockAt, reopenedUntil }: Slot): string {
  return reopenedUntil && reopenedUntil > lockAt ? reopenedUntil : lockAt;
}

/** What a lock tells about a revision: who has it in hand, and since when. */
export interface LockedRevision {
  id: string;
  slotId: string;
  state: string;
  readyBy: string | null;
  submittedAt: string | null;
  reviewerId: string | null;
  reviewStartedAt: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
}

/** Why nothing can be typed into a revision; null for a draft, where the slot alone decides. */
export function lockOfRevision(revision: LockedRevision): Lock | null {
  const { id, slotId, state, decidedAt: since, decidedBy: by } = revision;
  const steps = `/api/v1/submissions/${id}/transitions`;
  switch (state) {
    case 'DRAFT':
      return null;
    case 'READY':
      return { reason: 'UNDER_REVIEW', since: null, by: revision.readyBy, remedyLink: steps };
    case 'ACCEPTED':
    case 'SUPERSEDED':
      return { reason: 'ACCEPTED', since, by, remedyLink: '/api/v1/correction-requests' };
    case 'RETURNED':
    case 'VOIDED':
      // A later revision is where the work goes on; the slot names it.
      return { reason: 'UNDER_REVIEW', since, by, remedyLink: `/api/v1/report-slots/${slotId}` };
    default: {
      const { reviewerId, reviewStartedAt, submittedAt } = revision;
      return {
        reason: 'UNDER_REVIEW',
        since: reviewStartedAt ?? submittedAt,
        by: reviewerId,
        remedyLink: steps,
      };
    }
  }
}

/** What lets a revision be worked on although the time of its slot is over; instants are RFC 3339 in UTC. */
export interface EntryTerms {
  correctionOf: string | null;
  resubmitBy: string | null;
}

/**
 * Whether a draft can be worked on in a state of its slot. A correction was granted for a time of its own, after the
 * slot's; what headquarters returned stays open until the answer is wanted, this revision only and no longer.
 */
export function takesEntry(state: SlotState, { correctionOf, resubmitBy }: EntryTerms, now: string): boolean {
  if (state === 'OPEN' || correctionOf !== null) return true;
  return state === 'CLOSED_FOR_ENTRY' && resubmitBy !== null && now < resubmitBy;
}

/** Why the report of a slot takes no entry now, for whichever of the two reasons; null when it takes some. */
export function lockOfReport(
  slot: Slot & { submission: (LockedRevision & EntryTerms) | null },
  state: SlotState,
  now: string,
): Lock | null {
  const newest = slot.submission;
  if (newest?.state === 'DRAFT' && takesEntry(state, newest, now)) return null;
  return (newest && lockOfRevision(newest)) ?? lockOfSlot(slot, state);
}

/** Whether headquarters has kept a report longer than it gave itself. */
export function isReviewOverdue(
  { state, reviewDueAt }: { state: string; reviewDueAt: string | null },
  now: string,
): boolean {
  const isWithHeadquarters = ['SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW'].includes(state);
  return isWithHeadquarters && reviewDueAt !== null && now > reviewDueAt;
}
