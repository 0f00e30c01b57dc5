import { lockOfRevision, lockOfSlot, takesEntry, type EntryTerms, type Lock } from '../slots/slot-lock.js';
import { slotStateAt, type Slot } from '../slots/slot.js';
import type { Submission } from './submission.js';

/** Why nothing can be typed into a revision, as its readers are told; null for a draft. */
export function lockOf(submission: Submission): Lock | null {
  const { submittedAt, reviewStartedAt, decidedAt } = submission;
  return lockOfRevision({
    ...submission,
    submittedAt: submittedAt?.toISOString() ?? null,
    reviewStartedAt: reviewStartedAt?.toISOString() ?? null,
    decidedAt: decidedAt?.toISOString() ?? null,
  });
}

/** What lets a revision be worked on although the time of its slot is over. */
export function entryTerms({ correctionOf, resubmitBy }: Submission): EntryTerms {
  return { correctionOf, resubmitBy: resubmitBy?.toISOString() ?? null };
}

/** Why nothing can be entered now, for whichever of the two reasons; null when something can. */
export function lockNow(slot: Slot, submission: Submission, now: string): Lock | null {
  const held = lockOf(submission);
  if (held) return held;
  const state = slotStateAt(slot, now);
  return takesEntry(state, entryTerms(submission), now) ? null : lockOfSlot(slot, state);
}
