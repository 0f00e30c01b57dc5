import { BusinessError, ForbiddenError, ValidationFailedError } from '#platform';
import type { OccurrenceState } from './obligation.js';
import type { OccurrenceStep, UnmetCondition } from './occurrence.lifecycle.js';

/** The step does not exist from the state in which the occurrence is. */
export class StepNotPossibleError extends BusinessError {
  constructor(step: OccurrenceStep, state: OccurrenceState, allowed: readonly OccurrenceStep[]) {
    super('CONFLICT', 'invalid-transition', {
      detail: `${step} is not possible while the occurrence is ${state}.`,
      params: { step, state },
      extensions: { allowed },
    });
  }
}

/** The step belongs to the other side, or to another office. */
export class NotYourStepError extends ForbiddenError {
  constructor(step: OccurrenceStep) {
    super(`${step} is for another side or office to take.`);
  }
}

/** Nobody accepts what their own side performed. */
export class OwnPerformanceError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', {
      detail: 'What one side performed, a person of the other side accepts.',
    });
  }
}

export class StepConditionsError extends ValidationFailedError {
  constructor(unmet: UnmetCondition[]) {
    super(unmet, 'guard-failed');
  }
}
