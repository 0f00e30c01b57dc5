import { BusinessError, ForbiddenError } from '#platform';
import type { Submission } from '../submissions/submission.js';
import { correctionActsFrom, type CorrectionAct } from './correction.lifecycle.js';
import type { Correction, CorrectionWindow } from './correction.js';

/** Only what is accepted can be corrected, and by one request at a time. */
export class NotCorrectableError extends BusinessError {
  constructor({ state }: Submission, pending: string | null) {
    super('CONFLICT', 'invalid-transition', {
      detail: pending
        ? 'A correction of this report is asked for or on its way already.'
        : 'Only an accepted report is corrected.',
      extensions: { state, allowed: [], ...(pending ? { pending } : {}) },
    });
  }
}

/** The request was decided already. */
export class CorrectionClosedError extends BusinessError {
  constructor({ state }: Correction, act: CorrectionAct) {
    super('CONFLICT', 'invalid-transition', {
      detail: `“${act}” is not possible from ${state}.`,
      extensions: { state, allowed: correctionActsFrom(state) },
    });
  }
}

/** What is late or published already is not a reviewer's to decide. */
export class DirectorDecidesError extends ForbiddenError {
  constructor(window: CorrectionWindow) {
    super(
      window === 'RELEASED'
        ? 'The month was released: the director decides on its corrections.'
        : 'The time for corrections is over: the director decides on late ones.',
    );
  }
}
