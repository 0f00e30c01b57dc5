export const CLAUSE_EFFECTS = ['ORIGINAL', 'ADD', 'REPLACE', 'DELETE'] as const;
/** ORIGINAL in a first text; otherwise what an amendment does to the clause with this number. */
export type ClauseEffect = (typeof CLAUSE_EFFECTS)[number];

export interface NewClause {
  /** Number as the text gives it, e.g. '3.2'. */
  ref: string;
  effect: ClauseEffect;
  heading: string | null;
  /** Null for a deletion only. */
  body: string | null;
}

export interface Clause extends NewClause {
  id: string;
  instrumentId: string;
  /** Place within its own instrument, from 1. */
  position: number;
  recordedAt: string;
}
