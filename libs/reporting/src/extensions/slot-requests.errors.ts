import { BusinessError, InvalidValueError } from '#platform';
import type { RequestAct } from './slot-request.lifecycle.js';
import type { RequestKind, SlotRequest } from './slot-request.js';
import type { UntilBounds } from './slot-request-terms.js';
import type { SlotState } from '../slots/slot.js';

/** The slot is not in a state in which this could be asked for, or granted any more. */
export class RequestOutOfTurnError extends BusinessError {
  constructor(kind: RequestKind, state: SlotState, allowed: readonly RequestKind[]) {
    super('CONFLICT', 'invalid-transition', {
      detail: `${kind} does not fit a report in the state ${state}, as it stands now.`,
      extensions: { state, allowed },
    });
  }
}

/** The request was decided or taken back already. */
export class RequestClosedError extends BusinessError {
  constructor(request: SlotRequest, act: RequestAct, allowed: readonly RequestAct[]) {
    super('CONFLICT', 'invalid-transition', {
      detail: `“${act}” is not possible from ${request.state}.`,
      extensions: { state: request.state, allowed },
    });
  }
}

/** The same thing was asked for and nobody has decided yet. */
export class AlreadyRequestedError extends BusinessError {
  constructor(request: SlotRequest) {
    super('CONFLICT', 'already-requested', {
      detail: 'This was asked for already and is waiting for a decision.',
      extensions: { request: request.id },
    });
  }
}

/** Who asked for something does not decide on it, in whatever role. */
export class SecondPersonNeededError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', { detail: 'You asked for this yourself; somebody else has to decide.' });
  }
}

/** The instant is not one to which a due instant or a re-opening can be put. */
export class UntilOutOfRangeError extends InvalidValueError {
  constructor(pointer: string, { after, notAfter }: UntilBounds) {
    super('invalid-range', pointer, `It has to be after ${after} and not after ${notAfter}.`, {
      after,
      notAfter,
    });
  }
}
