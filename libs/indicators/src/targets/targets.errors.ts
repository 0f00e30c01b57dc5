import { BusinessError } from '#platform';
import type { TargetState } from './target.js';
import { targetSteps } from './target.lifecycle.js';

/** The step is not possible in the target's state. */
export class TargetStepError extends BusinessError {
  constructor(state: TargetState) {
    super('CONFLICT', 'invalid-transition', {
      detail: `The target is ${state}.`,
      extensions: { state, allowed: targetSteps(state) },
    });
  }
}

/** Who proposed a target does not decide on it. */
export class OwnTargetError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', { detail: 'You proposed this target; somebody else has to decide.' });
  }
}
