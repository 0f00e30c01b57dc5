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
