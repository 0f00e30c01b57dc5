import { BusinessError, type ErrorKind } from '#platform';
import { lockOfSlot, type Lock } from '../slots/slot-lock.js';
import type { Slot, SlotState } from '../slots/slot.js';
import type { Submission } from './submission.js';
import type { TransitionName, UnmetGuard } from './submission.lifecycle.js';

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

/**
 * The slot does not take reports: too early is a fault of the request, too late one of timing, and a
 * report that is not expected at all is locked. Each says why and where the way out is.
 */
export class SlotNotOpenError extends BusinessError {
  constructor(slot: Slot, state: SlotState) {
    const { kind, code, detail } = refusalIn(slot, state);
    super(kind, code, { detail, extensions: { lock: lockOfSlot(slot, state) } });
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

function refusalIn(slot: Slot, state: SlotState): { kind: ErrorKind; code: string; detail: string } {
  const period = slot.period.id;
  switch (state) {
    case 'SCHEDULED':
      return {
        kind: 'INVALID',
        code: 'period-not-open',
        detail: `Entry for ${period} opens at ${slot.opensAt}.`,
      };
    case 'OPEN':
    case 'CLOSED_FOR_ENTRY':
      return { kind: 'CONFLICT', code: 'period-closed', detail: `Entry for ${period} is closed.` };
    case 'WAIVED':
    case 'CANCELLED':
      return { kind: 'LOCKED', code: 'locked', detail: `No report is expected for ${period} (${state}).` };
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
