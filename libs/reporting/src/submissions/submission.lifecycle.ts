import type { SubmissionState } from './submission.js';

export const TRANSITION_NAMES = [
  'markReady',
  'reopenDraft',
  'submit',
  'recall',
  'startReview',
  'releaseReview',
  'return',
  'accept',
  'escalate',
  'void',
] as const;
export type TransitionName = (typeof TRANSITION_NAMES)[number];

export interface TransitionRule {
  name: TransitionName;
  from: SubmissionState;
  to: SubmissionState;
  permission: string;
}

/** The right that a coordinator may lend to a deputy. */
export const LENT_PERMISSION = 'submissions:submit';

/** The right of a partner's own supervisor to have a report corrected before headquarters reads it. */
export const SUPERVISION = 'submissions:supervise';

/** Every step a report can take; what is not listed is not possible. */
export const TRANSITIONS: readonly TransitionRule[] = [
  { name: 'markReady', from: 'DRAFT', to: 'READY', permission: 'submissions:enter' },
  { name: 'reopenDraft', from: 'READY', to: 'DRAFT', permission: LENT_PERMISSION },
  { name: 'submit', from: 'DRAFT', to: 'SUBMITTED', permission: LENT_PERMISSION },
  { name: 'submit', from: 'READY', to: 'SUBMITTED', permission: LENT_PERMISSION },
  { name: 'recall', from: 'SUBMITTED', to: 'DRAFT', permission: LENT_PERMISSION },
  { name: 'return', from: 'SUBMITTED', to: 'RETURNED', permission: SUPERVISION },
  { name: 'startReview', from: 'SUBMITTED', to: 'IN_REVIEW', permission: 'submissions:review' },
  { name: 'releaseReview', from: 'IN_REVIEW', to: 'SUBMITTED', permission: 'submissions:review' },
  { name: 'return', from: 'IN_REVIEW', to: 'RETURNED', permission: 'submissions:review' },
  { name: 'return', from: 'IN_DIRECTOR_REVIEW', to: 'RETURNED', permission: 'submissions:direct' },
  { name: 'accept', from: 'IN_REVIEW', to: 'ACCEPTED', permission: 'submissions:accept' },
  { name: 'accept', from: 'IN_DIRECTOR_REVIEW', to: 'ACCEPTED', permission: 'submissions:direct' },
  { name: 'escalate', from: 'IN_REVIEW', to: 'IN_DIRECTOR_REVIEW', permission: 'submissions:review' },
  ...(['DRAFT', 'READY', 'SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW', 'RETURNED'] as const).map(
    (from): TransitionRule => ({ name: 'void', from, to: 'VOIDED', permission: 'submissions:void' }),
  ),
];

/** A condition that a step still lacks. */
export interface UnmetGuard {
  code: string;
  /** Cell, query or field that it is about. */
  pointer: string;
  message: string;
  params?: Record<string, string | number>;
}

/** A finding as a guard looks at it. */
export interface JudgedFinding {
  rule: string;
  cell: string;
  code: string;
  message: string;
  params: Record<string, string | number>;
}

/** What the guards look at, gathered before anything is decided. */
export interface TransitionFacts {
  actorId: string;
  slotIsOpen: boolean;
  reviewerId: string | null;
  /** The reviewer's hold has run out: anybody who may review can take the report from there. */
  leaseIsOver: boolean;
  /** Who entered or suggested any cell of the revision, who submitted it, and whoever lent or was lent that right. */
  authors: readonly string[];
  /** Cells that hold text which is no value. */
  invalid: readonly string[];
  /** Required cells without a value. */
  missing: readonly string[];
  blocking: readonly JudgedFinding[];
  /** Remarkable figures without a reason. */
  unexplained: readonly JudgedFinding[];
  /** Remarkable figures that the one who decides has not said to have seen. */
  unacknowledged: readonly JudgedFinding[];
  /** Queries that wait for an answer. */
  unansweredQueries: readonly string[];
  attested: boolean;
  /** Queries that come along with a return. */
  newQueries: number;
  reasonGiven: boolean;
  /** The change is large enough for the director alone to accept it. */
  materialChange: boolean;
}

/** The step of a name from a state, or undefined when there is none. */
export function transitionFrom(state: SubmissionState, name: TransitionName): TransitionRule | undefined {
  return TRANSITIONS.find((rule) => rule.from === state && rule.name === name);
}

/** Whether a reviewer's acceptance is not enough. */
export function needsDirector(facts: Pick<TransitionFacts, 'materialChange'>): boolean {
  return facts.materialChange;
}

/** Nobody accepts what they entered, suggested or submitted, in whatever role they did it. */
export function violatesFourEyes(facts: Pick<TransitionFacts, 'actorId' | 'authors'>): boolean {
  return facts.authors.includes(facts.actorId);
}
