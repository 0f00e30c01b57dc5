import type { BusinessError } from '#platform';
import { slotStateAt, type Slot } from '../slots/slot.js';
import { takesEntry } from '../slots/slot-lock.js';
import type { Submission } from './submission.js';
import { entryTerms } from './submission-lock.js';
import { SlotNotOpenError, SubmissionLockedError, SubmissionVoidedError } from './submissions.errors.js';

/** The revisions of a slot that decide whether it can be worked on. */
export interface SlotRevisions {
  /** The one that is not decided yet, if any. */
  open: Submission | null;
  accepted: Submission | null;
}

/** Why a slot has no draft and cannot get one now; null when it has one or may get one. */
export function refusalOfDraft(
  slot: Slot,
  { open, accepted }: SlotRevisions,
  instant: string,
): BusinessError | null {
  if (open?.state === 'DRAFT') return null;
  if (open) return new SubmissionLockedError(open);
  const state = slotStateAt(slot, instant);
  if (state !== 'OPEN') return new SlotNotOpenError(slot, state);
  return accepted ? new SubmissionLockedError(accepted) : null;
}

/** Why nothing can be entered into a revision now; null when it can. */
export function refusalOfEntry(slot: Slot, submission: Submission, instant: string): BusinessError | null {
  if (submission.state === 'VOIDED') return new SubmissionVoidedError(submission);
  if (submission.state !== 'DRAFT') return new SubmissionLockedError(submission);
  const state = slotStateAt(slot, instant);
  return takesEntry(state, entryTerms(submission), instant) ? null : new SlotNotOpenError(slot, state);
}
