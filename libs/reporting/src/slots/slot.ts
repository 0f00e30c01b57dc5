import type { LocalLabel, PeriodScheme } from '#calendars';

/** What an expected report is in right now, given the clock. */
export type SlotState = 'SCHEDULED' | 'OPEN' | 'CLOSED_FOR_ENTRY' | 'WAIVED' | 'CANCELLED';

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
  dueExplanation: {
    explanation: string;
    localDueAt: string;
    ruleText: string;
    steps: object[];
    tentative: boolean;
  };
  lockAt: string;
  waivedAt: string | null;
  waiverReason: string | null;
  cancelledAt: string | null;
  firstSubmittedAt: string | null;
  synthetic: boolean;
  rev: number;
}

/** State of a slot at an instant; WAIVED and CANCELLED win over the clock. */
export function slotStateAt(slot: Slot, instant: string): SlotState {
  if (slot.cancelledAt) return 'CANCELLED';
  if (slot.waivedAt) return 'WAIVED';
  if (instant < slot.opensAt) return 'SCHEDULED';
  return instant < slot.lockAt ? 'OPEN' : 'CLOSED_FOR_ENTRY';
}

export type Timeliness = 'ON_TIME' | 'LATE' | 'OVERDUE' | 'PENDING';

/** Timeliness counts from the first hand-in; what happened to the report later does not change it. */
export function timelinessAt(slot: Pick<Slot, 'firstSubmittedAt' | 'dueAt'>, instant: string): Timeliness {
  if (slot.firstSubmittedAt) return slot.firstSubmittedAt <= slot.dueAt ? 'ON_TIME' : 'LATE';
  return instant > slot.dueAt ? 'OVERDUE' : 'PENDING';
}
