import { effectiveDueAt, slotStateAt, type Slot } from '../slots/slot.js';
import { REQUEST_KINDS, type RequestKind } from './slot-request.js';

/** How long after the original due instant a granted one may be. Counted from the original, so that extensions do not add up. */
export const MAX_EXTENSION_DAYS = 30;
/** How long entry stays open again, counted from when it is asked for. */
export const MAX_REOPENING_DAYS = 30;
const MS_PER_DAY = 86_400_000;

/** What decides whether a slot takes a request. */
export interface SlotFacts {
  slot: Slot;
  /** A revision is with headquarters or accepted. */
  isHandedIn: boolean;
}

/** When the question is asked: time that headquarters needs to decide must not cost the partner anything. */
export type Moment = 'REQUEST' | 'GRANT';

/** Whether a request of a kind makes sense for a slot at an instant. */
export function takes(
  kind: RequestKind,
  { slot, isHandedIn }: SlotFacts,
  instant: string,
  moment: Moment,
): boolean {
  const state = slotStateAt(slot, instant);
  const isExpected = state !== 'WAIVED' && state !== 'CANCELLED';
  switch (kind) {
    case 'EXTENSION':
      if (moment === 'GRANT') return isExpected;
      // After the first hand-in more time would only whitewash the past; after the lock, entry has to be re-opened.
      return isExpected && instant < slot.lockAt && slot.firstSubmittedAt === null;
    case 'WAIVER':
      return isExpected && !isHandedIn;
    case 'WAIVER_REVOCATION':
      return state === 'WAIVED';
    case 'REOPENING':
      return state === 'CLOSED_FOR_ENTRY' && !isHandedIn;
  }
}

/** The kinds of request that a slot takes at an instant. */
export function kindsTaken(facts: SlotFacts, instant: string): RequestKind[] {
  return REQUEST_KINDS.filter((kind) => takes(kind, facts, instant, 'REQUEST'));
}

/** The instants between which the end of a request has to lie: after the first, not after the second. */
export interface UntilBounds {
  after: string;
  notAfter: string;
}

/** Bounds of `until` for the kinds that have one, null for the others. */
export function untilBounds(kind: RequestKind, slot: Slot, now: string): UntilBounds | null {
  switch (kind) {
    case 'EXTENSION': {
      const due = effectiveDueAt(slot);
      return { after: now > due ? now : due, notAfter: daysAfter(slot.dueAt, MAX_EXTENSION_DAYS) };
    }
    case 'REOPENING':
      return { after: now, notAfter: daysAfter(now, MAX_REOPENING_DAYS) };
    case 'WAIVER':
    case 'WAIVER_REVOCATION':
      return null;
  }
}

export function liesWithin(until: string, { after, notAfter }: UntilBounds): boolean {
  return until > after && until <= notAfter;
}

/** Days of 24 hours: a limit against abuse needs no calendar. */
function daysAfter(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * MS_PER_DAY).toISOString();
}
