import { BusinessError } from '#platform';
import type { Slot, SlotState } from '../slots/slot.js';
import type { Submission } from './submission.js';
import type { TransitionName, UnmetGuard } from './submission.lifecycle.js';

export type LockReason =
  'NOT_OPEN_YET' | 'UNDER_REVIEW' | 'ACCEPTED' | 'PERIOD_FROZEN' | 'CENTRE_NOT_OPERATING' | 'NO_ASSIGNMENT';

/** Why something cannot be written now, since when, and where the way out is. */
export interface Lock {
  reason: LockReason;
  since: string | null;
  by: string | null;
  remedyLink: string | null;
}

/** The report is in other hands: with headquarters, or accepted. */
export class SubmissionLockedError extends BusinessError {
  constructor(submission: Submission) {
    const lock = lockOf(submission);
    super('LOCKED', 'locked', {
      detail: `This report cannot be changed now (${lock.reason}).`,
      extensions: { lock },
    });
  }
}

/** The slot does not take reports at this time. */
export class SlotNotOpenError extends BusinessError {
  constructor(slot: Slot, state: SlotState) {
    const early = state === 'SCHEDULED';
    const lock: Lock = early
      ? { reason: 'NOT_OPEN_YET', since: null, by: null, remedyLink: `/api/v1/report-slots/${slot.id}` }
      : {
          reason: 'PERIOD_FROZEN',
          since: slot.waivedAt ?? slot.cancelledAt ?? slot.lockAt,
          by: null,
          remedyLink: null,
        };
    super(early ? 'INVALID' : 'CONFLICT', early ? 'period-not-open' : 'period-closed', {
      detail: early
        ? `Entry for ${slot.period.id} opens at ${slot.opensAt}.`
        : `Entry for ${slot.period.id} is closed.`,
      extensions: { lock },
    });
  }
}

/** A step out of turn; names the steps that are possible. */
export class InvalidTransitionError extends BusinessError {
  constructor(submission: Submission, name: string, allowed: readonly TransitionName[]) {
    super('CONFLICT', 'invalid-transition', {
      detail: `“${name}” is not possible from ${submission.state}.`,
      extensions: { state: submission.state, allowed },
    });
  }
}

/** The step exists, but something is missing for it. */
export class GuardFailedError extends BusinessError {
  constructor(name: TransitionName, guards: UnmetGuard[]) {
    super('INVALID', 'guard-failed', {
      detail: `“${name}” needs ${guards.length} thing(s) first.`,
      faults: guards,
    });
  }
}

/** Whoever entered or submitted a figure may not accept it. */
export class FourEyesError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', {
      detail: 'You entered or submitted figures of this report; somebody else must accept it.',
    });
  }
}

function lockOf(submission: Submission): Lock {
  const link = `/api/v1/submissions/${submission.id}/transitions`;
  if (submission.state === 'ACCEPTED' || submission.state === 'SUPERSEDED') {
    return {
      reason: 'ACCEPTED',
      since: submission.decidedAt?.toISOString() ?? null,
      by: submission.decidedBy,
      remedyLink: '/api/v1/correction-requests',
    };
  }
  return {
    reason: 'UNDER_REVIEW',
    since: submission.submittedAt?.toISOString() ?? null,
    by: submission.reviewerId,
    remedyLink: link,
  };
}
