import type { LocalLabel, PeriodScheme } from '#calendars';
import type { DueExplanation } from '../deadlines/deadline-explanation.js';

/** What an expected report is in right now, given the clock. */
export type SlotState = 'SCHEDULED' | 'OPEN' | 'CLOSED_FOR_ENTRY' | 'WAIVED' | 'CANCELLED';

/** Why a slot stopped being expected by itself. */
export type CancelReason = 'NO_ASSIGNMENT' | 'CENTRE_NOT_OPERATING';

/** From this long before the due instant on a report without a hand-in is due soon. */
export const DUE_SOON_HOURS = 72;
const MS_PER_HOUR = 3_600_000;

export interface SlotPeriod {
  id: string;
  scheme: PeriodScheme;
  start: string;
  end: string;
  days: number;
  localLabel: LocalLabel;
  alignedTo: string;
}

/** The expected monthly report of one unit. */
export interface Slot {
  id: string;
  partner: string;
  unit: string;
  formCode: string;
  formVersionId: string;
  period: SlotPeriod;
  opensAt: string;
  dueAt: string;
  dueExplanation: DueExplanation;
  /** A later instant that was granted; `dueAt` stays what timeliness is measured by. */
  extendedDueAt: string | null;
  lockAt: string;
  /** Entry is open again until this instant, although `lockAt` has passed. */
  reopenedUntil: string | null;
  waivedAt: string | null;
  /** Who decided that this report is not expected. */
  waivedBy: string | null;
  waiverCode: string | null;
  waiverReason: string | null;
  cancelledAt: string | null;
  cancelReason: CancelReason | null;
  firstSubmittedAt: string | null;
  synthetic: boolean;
  rev: number;
}

/** State of a slot at an instant; WAIVED and CANCELLED win over the clock. */
export function slotStateAt(slot: Slot, instant: string): SlotState {
  if (slot.cancelledAt) return 'CANCELLED';
  if (slot.waivedAt) return 'WAIVED';
  if (instant < slot.opensAt) return 'SCHEDULED';
  if (instant < slot.lockAt) return 'OPEN';
  // A re-opening ends by the clock alone: nobody has to remember to close it.
  return slot.reopenedUntil && instant < slot.reopenedUntil ? 'OPEN' : 'CLOSED_FOR_ENTRY';
}

/** When the report is wanted: the due instant, or the later one that was granted. */
export function effectiveDueAt(slot: Pick<Slot, 'dueAt' | 'extendedDueAt'>): string {
  return slot.extendedDueAt && slot.extendedDueAt > slot.dueAt ? slot.extendedDueAt : slot.dueAt;
}

/** Whether the first hand-in came by the instant that was granted in the end; null before there is one. */
export function isOnTimeExtended(
  slot: Pick<Slot, 'firstSubmittedAt' | 'dueAt' | 'extendedDueAt'>,
): boolean | null {
  return slot.firstSubmittedAt === null ? null : slot.firstSubmittedAt <= effectiveDueAt(slot);
}

export interface DueFlags {
  dueSoon: boolean;
  overdue: boolean;
}

/**
 * What a list of duties shows. It goes by the instant that was granted, unlike timeliness: nobody is
 * pressed for a report that headquarters agreed to wait for.
 *
 * @param slot with `handedIn`: a revision is submitted, or was and came back
 */
export function dueFlagsAt(slot: Slot & { handedIn: boolean }, instant: string): DueFlags {
  const due = effectiveDueAt(slot);
  const state = slotStateAt(slot, instant);
  const isWanted = !slot.handedIn && (state === 'OPEN' || state === 'CLOSED_FOR_ENTRY');
  const isNear = Date.parse(due) - Date.parse(instant) <= DUE_SOON_HOURS * MS_PER_HOUR;
  return { dueSoon: isWanted && instant <= due && isNear, overdue: isWanted && instant > due };
}

export type Timeliness = 'ON_TIME' | 'LATE' | 'OVERDUE' | 'PENDING';

/** Timeliness counts from the first hand-in; what happened to the report later does not change it. */
export function timelinessAt(slot: Pick<Slot, 'firstSubmittedAt' | 'dueAt'>, instant: string): Timeliness {
  if (slot.firstSubmittedAt) return slot.firstSubmittedAt <= slot.dueAt ? 'ON_TIME' : 'LATE';
  return instant > slot.dueAt ? 'OVERDUE' : 'PENDING';
}
