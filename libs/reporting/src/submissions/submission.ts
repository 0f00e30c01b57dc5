import type { CellContent, ValueKind } from '../validation/cell.js';

export const SUBMISSION_STATES = [
  'DRAFT',
  'READY',
  'SUBMITTED',
  'IN_REVIEW',
  'IN_DIRECTOR_REVIEW',
  'RETURNED',
  'ACCEPTED',
  'SUPERSEDED',
  'VOIDED',
] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** States of a revision that somebody still has to do something about; a slot has one such revision at most. */
export const OPEN_STATES = ['DRAFT', 'READY', 'SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW'] as const;

/** Whether a revision is still on its way. */
export function isOpen(state: SubmissionState): boolean {
  return (OPEN_STATES as readonly string[]).includes(state);
}

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
  /** Who said that the draft is complete, in countries that take this step. */
  readyBy: string | null;
  submittedBy: string | null;
  submittedByName: string | null;
  /** The coordinator whose right a deputy used; null: the right was the submitter's own. */
  submittedFor: string | null;
  submittedForName: string | null;
  submittedAt: Date | null;
  /** Headquarters' own deadline, in headquarters' working days. */
  reviewDueAt: Date | null;
  /** Who holds the report, under the name that partners may read. */
  reviewerId: string | null;
  reviewerName: string | null;
  reviewStartedAt: Date | null;
  /** When the hold ends by itself. */
  reviewLeaseUntil: Date | null;
  /** The country's clock after a return; entry stays open until then, however late the month is. */
  resubmitBy: Date | null;
  /** Who passed it on to the director. */
  escalatedBy: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  voidReason: string | null;
  recalls: number;
}

const UNTOUCHED = {
  readyBy: null,
  submittedBy: null,
  submittedByName: null,
  submittedFor: null,
  submittedForName: null,
  submittedAt: null,
  reviewDueAt: null,
  reviewerId: null,
  reviewerName: null,
  reviewStartedAt: null,
  reviewLeaseUntil: null,
  resubmitBy: null,
  escalatedBy: null,
  decidedBy: null,
  decidedAt: null,
  voidReason: null,
  recalls: 0,
} as const;

/** A revision that nobody has done anything with yet. */
export function newDraft(
  start: Pick<Submission, 'id' | 'partner' | 'slotId' | 'revisionNo' | 'createdBy'>,
): Submission {
  return { ...UNTOUCHED, state: 'DRAFT', rev: 1, correctionOf: null, ...start };
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
