import { BusinessError } from '#platform';
import type { Suggestion, SuggestionStep } from './suggestion.js';

/** Two offers for one cell at a time would leave the partner guessing which one is meant. */
export class SuggestionExistsError extends BusinessError {
  constructor(cell: string) {
    super('CONFLICT', 'suggestion-exists', {
      detail: `Another suggestion for ${cell} waits for the partner.`,
    });
  }
}

/** What was decided, withdrawn or overtaken stays so. */
export class SuggestionSettledError extends BusinessError {
  constructor({ state }: Suggestion, step: SuggestionStep) {
    super('CONFLICT', 'invalid-transition', {
      detail: `“${step}” is not possible: the suggestion is ${state}.`,
      extensions: { state, allowed: [] },
    });
  }
}
