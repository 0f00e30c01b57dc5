export const SUGGESTION_STATES = ['OPEN', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'LAPSED'] as const;
export type SuggestionState = (typeof SUGGESTION_STATES)[number];

export const SUGGESTION_STEPS = ['accept', 'decline', 'withdraw'] as const;
export type SuggestionStep = (typeof SUGGESTION_STEPS)[number];

/** A value that a reviewer thinks right. It is an offer: only the partner writes figures. */
export interface Suggestion {
  id: string;
  partner: string;
  submissionId: string;
  slotId: string;
  cell: string;
  /** Decimal text. */
  value: string;
  reason: string;
  state: SuggestionState;
  suggestedBy: string;
  suggestedByName: string | null;
  suggestedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  rev: number;
}

export interface NewSuggestion {
  cell: string;
  value: string;
  reason: string;
}

export interface SuggestionDecision {
  step: SuggestionStep;
  /** With decline: why not. */
  reason: string | null;
}
