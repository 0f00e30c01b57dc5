import type { TransitionName, UnmetGuard } from '../submissions/submission.lifecycle.js';
import type { NewQuery } from './review-query.js';

/** A step as the caller asks for it. */
export interface TransitionCommand {
  name: TransitionName;
  attestation: boolean;
  queries: NewQuery[];
}

export interface AllowedTransition {
  name: TransitionName;
  to: string;
  /** Empty: the step may be taken now. */
  unmet: UnmetGuard[];
}

export interface AppliedTransition {
  submissionId: string;
  state: string;
  rev: number;
  /** The draft that a return opened. */
  nextRevisionId: string | null;
}
