import { BusinessError, type ErrorKind } from '#platform';
import { lockOfSlot } from '../slots/slot-lock.js';
import type { Slot, SlotState } from '../slots/slot.js';
import type { Submission } from './submission.js';
import type { TransitionName, UnmetGuard } from './submission.lifecycle.js';
import { lockOf } from './submission-lock.js';

/** The report is in other hands: with headquarters, or accepted. */
export class SubmissionLockedError extends BusinessError {
  constructor(submission: Submission) {
    const lock = lockOf(submission);
    super('LOCKED', 'locked', {
      detail: `This report cannot be changed now (${lock?.reason ?? submission.state}).`,
      extensions: { lock },
    });
  }
}

/** The revision was taken out of everything by the director; nothing can be done with it any more. */
export class SubmissionVoidedError extends BusinessError {
  constructor(submission: Submission) {
    super('GONE', 'voided', {
      detail: 'This revision was voided and counts nowhere.',
      extensions: { lock: lockOf(submission) },
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

/** A step that the caller may take from here, with what it still lacks. */
export interface PossibleStep {
  name: TransitionName;
  to: string;
  /** Empty: the step may be taken now. */
  unmet: UnmetGuard[];
}

/** A step out of turn; names the steps that are possible, what each of them lacks, and who has the report in hand. */
export class InvalidTransitionError extends BusinessError {
  constructor(submission: Submission, name: string, steps: readonly PossibleStep[]) {
    super('CONFLICT', 'invalid-transition', {
      detail: `“${name}” is not possible from ${submission.state}.`,
      extensions: {
        state: submission.state,
        allowed: steps.map((step) => step.name),
        steps,
        lock: lockOf(submission),
      },
    });
  }
}

/** The step exists, but something is missing for it. */
export class GuardFailedError extends BusinessError {
  constructor(name: string, guards: readonly UnmetGuard[], submission?: Submission) {
    const lock = submission ? lockOf(submission) : null;
    super('INVALID', 'guard-failed', {
      detail: `“${name}” needs ${guards.length} thing(s) first.`,
      faults: [...guards],
      extensions: lock ? { lock } : {},
    });
  }
}

/** Whoever entered or submitted a figure may not accept it. */
export class FourEyesError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', {
      detail: 'You entered, suggested or submitted figures of this report; somebody else must accept it.',
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
