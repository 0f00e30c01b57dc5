import { BusinessError } from '#platform';
import type { SourceProfileError } from '../profiles/profile-fields.js';
import { openSteps, type ProfileState } from './profile-version.lifecycle.js';

/** Whoever wrote or asked for it may not be the one who puts it into force. */
export class SecondPersonError extends BusinessError {
  constructor(detail: string) {
    super('FORBIDDEN', 'four-eyes', { detail });
  }
}

/** The step is not possible in the version's state. */
export class ProfileStepError extends BusinessError {
  constructor(state: ProfileState) {
    super('CONFLICT', 'invalid-transition', {
      detail: `This version is ${state}.`,
      extensions: { state, allowed: openSteps(state) },
    });
  }
}

/** The document is no usable profile; every fault has its pointer within the body. */
export class UnusableProfileError extends BusinessError {
  constructor(error: SourceProfileError) {
    super('INVALID', 'validation-failed', {
      detail: 'The source profile is not usable.',
      faults: error.faults.map(({ pointer, message }) => ({
        pointer: `/document${pointer === '/' ? '' : pointer}`,
        code: 'validation-failed',
        message,
      })),
    });
  }
}
