import { BusinessError } from '#platform';
import type { ProposalState } from './deadline-proposal.js';

/** Somebody decided already. */
export class ProposalDecidedError extends BusinessError {
  constructor(state: ProposalState) {
    super('CONFLICT', 'invalid-transition', {
      detail: `The proposal is ${state} already.`,
      extensions: { state, allowed: [] },
    });
  }
}

/** Who recorded the day does not decide what follows from it. */
export class OwnProposalError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', {
      detail: 'You recorded this day yourself; somebody else has to decide.',
    });
  }
}

/** The report is not what the proposal was made about: its due instant moved, or it is not expected any more. */
export class ProposalOutdatedError extends BusinessError {
  constructor() {
    super('CONFLICT', 'proposal-outdated', {
      detail: 'The report changed since this was proposed. Decline it; a new proposal follows if one is due.',
    });
  }
}
