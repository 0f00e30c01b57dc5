import { BusinessError, ValidationFailedError } from '#platform';
import type { Finding } from './finding.js';
import { findingStepsFrom, type FindingStep, type UnmetCondition } from './finding.lifecycle.js';

/** The step does not exist from where the finding stands. */
export class FindingStepError extends BusinessError {
  constructor({ state }: Finding, step: FindingStep | 'done') {
    super('CONFLICT', 'invalid-transition', {
      detail: `${step} is not possible while the finding is ${state}.`,
      params: { step, state },
      extensions: { state, allowed: findingStepsFrom(state) },
    });
  }
}

/** Something is missing for the step. */
export class FindingConditionsError extends ValidationFailedError {
  constructor(unmet: readonly UnmetCondition[]) {
    super([...unmet], 'guard-failed');
  }
}

/** Nobody verifies what they planned or did themselves. */
export class OwnWorkError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', { detail: 'You planned or did this; somebody else verifies it.' });
  }
}
