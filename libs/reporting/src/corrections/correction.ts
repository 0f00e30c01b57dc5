/** Why a figure that was accepted has to become another one. */
export const CORRECTION_KINDS = ['ERROR_FIX', 'LATE_DATA', 'METHOD_CHANGE', 'RECLASSIFICATION'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

export const CORRECTION_STATES = ['OPEN', 'GRANTED', 'DECLINED', 'APPLIED', 'LAPSED'] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

/** How late a correction is: within 90 days of the end of entry, after them, or after the month was released. */
export const CORRECTION_WINDOWS = ['OPEN', 'LATE', 'RELEASED'] as const;
export type CorrectionWindow = (typeof CORRECTION_WINDOWS)[number];

export type CorrectionSide = 'PARTNER' | 'HQ';

/** One side asks that an accepted report is corrected, another person at headquarters decides. */
export interface Correction {
  id: string;
  partner: string;
  unit: string;
  slotId: string;
  /** Aligned month of the report, 'YYYY-MM'. */
  month: string;
  /** RFC 3339; the end of entry that the windows count from. */
  lockAt: string;
  /** The accepted report. */
  submissionId: string;
  kind: CorrectionKind;
  reason: string;
  state: CorrectionState;
  requestedBy: string;
  requestedByName: string;
  requestedSide: CorrectionSide;
  requestedAt: string;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  /** The window at the decision. */
  decidedIn: CorrectionWindow | null;
  decisionReason: string | null;
  /** The draft that a grant opened. */
  revisionId: string | null;
  /** By when the draft has to be handed in. */
  submitBy: string | null;
  /** When it was applied or lapsed. */
  closedAt: string | null;
  /** The revision whose acceptance applied it: after a return not the one that the grant opened. */
  appliedRevisionId: string | null;
  rev: number;
}

/** What somebody asks for. */
export interface CorrectionOrder {
  submissionId: string;
  kind: CorrectionKind;
  reason: string;
}
