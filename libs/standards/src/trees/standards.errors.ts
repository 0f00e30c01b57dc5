import { BusinessError, ValidationFailedError } from '#platform';
import { standardStepsFrom } from './standard.lifecycle.js';
import type { StandardState } from './standard.js';
import type { TreeFault } from './tree-reader.js';

/** The tree cannot be used as it is written; every fault has its pointer. */
export class UnusableTreeError extends ValidationFailedError {
  constructor(faults: readonly TreeFault[]) {
    super(faults.map((fault) => ({ ...fault, pointer: `/document${fault.pointer}` })));
  }
}

/** The step is not possible in the version's state. */
export class StandardStepError extends BusinessError {
  constructor(state: StandardState) {
    super('CONFLICT', 'invalid-transition', {
      detail: `This version is ${state}.`,
      extensions: { state, allowed: standardStepsFrom(state) },
    });
  }
}

/** Whoever wrote a standard does not put it into force. */
export class StandardAuthorError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', {
      detail: 'You wrote a part of this version; somebody else must publish it.',
    });
  }
}

/** One draft of a standard is worked on at a time. */
export class DraftOpenError extends BusinessError {
  constructor(code: string, version: number) {
    super('CONFLICT', 'duplicate', {
      detail: `Version ${version} of ${code} is a draft already; change that one.`,
      params: { version },
    });
  }
}
