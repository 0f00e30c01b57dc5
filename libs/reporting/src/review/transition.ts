import type { TransitionName } from '../submissions/submission.lifecycle.js';
import type { PossibleStep } from '../submissions/submissions.errors.js';
import type { NewQuery } from './review-query.js';

/** A remarkable figure that the one who decides has seen. */
export interface Acknowledgement {
  rule: string;
  cell: string;
}

/** A step as the caller asks for it. */
export interface TransitionCommand {
  name: TransitionName;
  attestation: boolean;
  queries: NewQuery[];
  /** With accept: every EXPLAIN finding of the report. */
  acknowledgements?: readonly Acknowledgement[];
  /** With void and escalate. */
  reason?: string | null;
}

export type AllowedTransition = PossibleStep;

export interface AppliedTransition {
  submissionId: string;
  state: string;
  rev: number;
  /** The draft that a return opened. */
  nextRevisionId: string | null;
}
