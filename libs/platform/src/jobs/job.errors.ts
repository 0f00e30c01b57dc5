import { BusinessError, ForbiddenError } from '../errors/business-error.js';
import { OPEN_JOB_STATES, REPEATABLE_JOB_STATES, type JobState } from './job.js';

/** The job has ended; there is nothing left to stop. */
export class JobNotCancellableError extends BusinessError {
  constructor(state: JobState) {
    super('CONFLICT', 'job-not-cancellable', {
      detail: `A job in state ${state} has ended and cannot be cancelled.`,
      extensions: { state, allowed: OPEN_JOB_STATES },
    });
  }
}

/** The job did not fail, or its work cannot be repeated from what is stored. */
export class JobNotRepeatableError extends BusinessError {
  constructor(state: JobState, type: string) {
    super('CONFLICT', 'job-not-repeatable', {
      detail: `A job of type ${type} in state ${state} cannot be ordered again.`,
      extensions: { state, allowed: REPEATABLE_JOB_STATES },
    });
  }
}

export class NotYourJobError extends ForbiddenError {
  constructor() {
    super('Only who ordered this job or an administrator may do this.');
  }
}
