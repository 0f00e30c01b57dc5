import type { SubmissionState } from './submission.js';

export const TRANSITION_NAMES = [
  'submit',
  'recall',
  'startReview',
  'releaseReview',
  'return',
  'accept',
] as const;
export type TransitionName = (typeof TRANSITION_NAMES)[number];

export interface TransitionRule {
  name: TransitionName;
  from: SubmissionState;
  to: SubmissionState;
  permission: string;
}

/** Every step a report can take; what is not listed is not possible. */
export const TRANSITIONS: readonly TransitionRule[] = [
  { name: 'submit', from: 'DRAFT', to: 'SUBMITTED', permission: 'submissions:submit' },
  { name: 'recall', from: 'SUBMITTED', to: 'DRAFT', permission: 'submissions:submit' },
  { name: 'startReview', from: 'SUBMITTED', to: 'IN_REVIEW', permission: 'submissions:review' },
  { name: 'releaseReview', from: 'IN_REVIEW', to: 'SUBMITTED', permission: 'submissions:review' },
  { name: 'return', from: 'IN_REVIEW', to: 'RETURNED', permission: 'submissions:review' },
  { name: 'accept', from: 'IN_REVIEW', to: 'ACCEPTED', permission: 'submissions:accept' },
];

/** A condition that a step still lacks. */
export interface UnmetGuard {
  code: string;
  /** Cell, query or field that it is about. */
  pointer: string;
  message: string;
  params?: Record<string, string | number>;
}

/** What the guards look at, gathered before anything is decided. */
export interface TransitionFacts {
  actorId: string;
  slotIsOpen: boolean;
  reviewerId: string | null;
  /** Who entered any cell of the revision, and who submitted it. */
  authors: readonly string[];
  /** Required cells without a value. */
  missing: readonly string[];
  blocking: ReadonlyArray<{
    cell: string;
    code: string;
    message: string;
    params: Record<string, string | number>;
  }>;
  unexplained: ReadonlyArray<{
    cell: string;
    code: string;
    message: string;
    params: Record<string, string | number>;
  }>;
  unansweredQueries: readonly string[];
  attested: boolean;
  newQueries: number;
}

/** The step of a name from a state, or undefined when there is none. */
export function transitionFrom(state: SubmissionState, name: TransitionName): TransitionRule | undefined {
  return TRANSITIONS.find((rule) => rule.from === state && rule.name === name);
}

/** What still stands in the way of a step; empty when it may be taken. */
export function unmetGuards(name: TransitionName, facts: TransitionFacts): UnmetGuard[] {
  switch (name) {
    case 'submit':
      return submitGuards(facts);
    case 'return':
      return [
        ...heldByActor(facts),
        ...(facts.newQueries > 0 ? [] : [guard('query-missing', '/queries', 'Say what has to be answered.')]),
      ];
    case 'releaseReview':
      return heldByActor(facts);
    case 'accept':
      return [...heldByActor(facts), ...openQueries(facts), ...blocked(facts)];
    case 'recall':
    case 'startReview':
      return [];
  }
}

/** Nobody accepts what they entered or submitted, in whatever role they did it. */
export function violatesFourEyes(facts: Pick<TransitionFacts, 'actorId' | 'authors'>): boolean {
  return facts.authors.includes(facts.actorId);
}

function submitGuards(facts: TransitionFacts): UnmetGuard[] {
  return [
    ...(facts.slotIsOpen ? [] : [guard('slot-not-open', '/slot', 'The period does not take reports now.')]),
    ...facts.missing.map((cell) =>
      guard('cell-missing', `/cells/${cell}`, 'Fill this, or say why there is no value.'),
    ),
    ...blocked(facts),
    ...facts.unexplained.map(({ cell, message, params }) =>
      guard(
        'explanation-required',
        `/cells/${cell}`,
        `${message} Correct it or explain it in at least 15 characters.`,
        params,
      ),
    ),
    ...openQueries(facts),
    ...(facts.attested
      ? []
      : [guard('attestation-missing', '/attestation', 'Declare that the figures are right.')]),
  ];
}

function blocked({ blocking }: TransitionFacts): UnmetGuard[] {
  return blocking.map(({ cell, code, message, params }) => guard(code, `/cells/${cell}`, message, params));
}

function openQueries({ unansweredQueries }: TransitionFacts): UnmetGuard[] {
  return unansweredQueries.map((id) =>
    guard('query-unanswered', `/queries/${id}`, 'This question has no answer yet.'),
  );
}

function heldByActor({ reviewerId, actorId }: TransitionFacts): UnmetGuard[] {
  return reviewerId === actorId
    ? []
    : [guard('held-by-other', '/reviewer', 'Another reviewer holds this report.')];
}

function guard(code: string, pointer: string, message: string, params?: UnmetGuard['params']): UnmetGuard {
  return { code, pointer, message, ...(params ? { params } : {}) };
}
