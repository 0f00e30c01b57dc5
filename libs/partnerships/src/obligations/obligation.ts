import type { Evidence } from '#evidence';
import type { Recurrence } from './recurrence.js';

export const OBLIGATION_KINDS = [
  'DELIVERABLE',
  'REPORTING',
  'PAYMENT',
  'TRAINING',
  'DATA',
  'BRAND',
  'CONFIDENTIALITY',
] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];

export const RISKS = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type Risk = (typeof RISKS)[number];

/** Every obligation lies between headquarters and one partner. */
export const SIDES = ['HQ', 'PARTNER'] as const;
export type Side = (typeof SIDES)[number];

export interface NewObligation {
  /** The partner that owes or is owed; headquarters is always the other side. */
  partner: string;
  instrumentId: string;
  /** Number of the clause as the text gives it. */
  clauseRef: string;
  obligedSide: Side;
  kind: ObligationKind;
  title: string;
  description: string | null;
  recurrence: Recurrence;
  /** Days before the due day on which an occurrence opens. */
  leadDays: number;
  evidenceRequired: boolean;
  /** Stays due after the end of its instrument. */
  survives: boolean;
  risk: Risk;
  /** Who sees to it on the obliged side, as a name of an office or person. */
  owner: string | null;
}

export interface Obligation extends NewObligation {
  id: string;
  recordedAt: string;
}

export const OCCURRENCE_STATES = [
  'SCHEDULED',
  'OPEN',
  'OVERDUE',
  'SUBMITTED_FOR_ACCEPTANCE',
  'FULFILLED',
  'WAIVED',
  'DISPUTED',
] as const;
export type OccurrenceState = (typeof OCCURRENCE_STATES)[number];

/** One performance that is due. */
export interface Occurrence {
  id: string;
  partner: string;
  obligationId: string;
  instrumentId: string;
  instrumentCode: string | null;
  clauseRef: string;
  title: string;
  obligedSide: Side;
  evidenceRequired: boolean;
  owner: string | null;
  /** ISO date at headquarters. */
  dueOn: string;
  state: OccurrenceState;
  /** Why it was sent back, waived or disputed. */
  reason: string | null;
  submittedBy: string | null;
  submittedAt: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  rev: number;
}

export interface OccurrenceWithEvidence extends Occurrence {
  evidence: Evidence[];
}
