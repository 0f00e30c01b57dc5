import type { CellContent, ValueKind } from '../validation/cell.js';

export const SUBMISSION_STATES = [
  'DRAFT',
  'SUBMITTED',
  'IN_REVIEW',
  'RETURNED',
  'ACCEPTED',
  'SUPERSEDED',
  'VOIDED',
] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** Where a value came from. */
export type CellSource = 'FORM' | 'UPLOAD' | 'PULL' | 'FEED' | 'SUGGESTION';

/** One revision of the report for a slot. */
export interface Submission {
  id: string;
  partner: string;
  slotId: string;
  revisionNo: number;
  state: SubmissionState;
  rev: number;
  correctionOf: string | null;
  createdBy: string;
  submittedBy: string | null;
  submittedAt: Date | null;
  reviewDueAt: Date | null;
  reviewerId: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  recalls: number;
}

/** A cell as it stands in a revision. */
export interface Cell extends CellContent {
  kind: ValueKind;
  rev: number;
  draftText: string | null;
  reason: string | null;
  expectedBy: string | null;
  source: CellSource;
  sourceRef: object | null;
  enteredBy: string;
  enteredAt: Date;
}
