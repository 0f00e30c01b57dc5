import { effectiveDueAt, timelinessAt, type Timeliness } from '#reporting';

/** One word for how an expected report stands. */
export const STATUS_CHIPS = [
  'NOT_DUE',
  'OPEN',
  'LATE',
  'SENT',
  'IN_REVIEW',
  'RETURNED',
  'ACCEPTED',
  'REVISED',
  'WAIVED',
] as const;
export type StatusChip = (typeof STATUS_CHIPS)[number];

export const TIMELINESS = ['ON_TIME', 'LATE', 'OVERDUE', 'PENDING'] as const;

export interface WallRevision {
  state: string;
  /** Opened to correct an accepted report. */
  isCorrection: boolean;
}

export interface WallSlot {
  opensAt: string;
  dueAt: string;
  /** A later instant that was granted; null when there is none. */
  extendedDueAt: string | null;
  firstSubmittedAt: string | null;
  isWaived: boolean;
  /** Oldest first, without voided ones. */
  revisions: readonly WallRevision[];
}

/**
 * The word for a slot at an instant. An accepted report stays accepted while a correction of it is
 * on its way, since the official figures stay until the correction is accepted.
 */
export function chipOf(slot: WallSlot, now: string): StatusChip {
  if (slot.isWaived) return 'WAIVED';
  const accepted = slot.revisions.find(({ state }) => state === 'ACCEPTED');
  if (accepted) return accepted.isCorrection ? 'REVISED' : 'ACCEPTED';
  const newest = slot.revisions.at(-1)?.state;
  if (newest === 'SUBMITTED') return 'SENT';
  if (newest === 'IN_REVIEW' || newest === 'IN_DIRECTOR_REVIEW') return 'IN_REVIEW';
  if (slot.revisions.some(({ state }) => state === 'RETURNED')) return 'RETURNED';
  if (now < slot.opensAt) return 'NOT_DUE';
  return now <= effectiveDueAt(slot) ? 'OPEN' : 'LATE';
}

/** Timeliness of a report that is expected; a waived one has none. */
export function timelinessOf(slot: WallSlot, now: string): Timeliness | null {
  return slot.isWaived ? null : timelinessAt(slot, now);
}
