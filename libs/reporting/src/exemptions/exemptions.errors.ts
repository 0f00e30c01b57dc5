import { BusinessError } from '#platform';
import type { ExemptionState } from './exemption.js';
import { exemptionSteps } from './exemption.lifecycle.js';

/** The step is not possible in the exemption's state. */
export class ExemptionStepError extends BusinessError {
  constructor(state: ExemptionState) {
    super('CONFLICT', 'invalid-transition', {
      detail: `The exemption is ${state}.`,
      extensions: { state, allowed: exemptionSteps(state) },
    });
  }
}

/** Who asked for an exemption does not decide on it. */
export class OwnExemptionError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', {
      detail: 'You asked for this yourself; somebody else has to decide.',
    });
  }
}
