import { BusinessError } from '#platform';
import type { Slot } from '../slots/slot.js';
import type { CellPatch, Merge, MergeOutcome } from './cell-merge.js';
import type { Cell, CellSource, Submission } from './submission.js';

/** A value as a file can say it; what only a form has (a half-typed text, a reason, a promise) is null. */
export interface ValuePatch extends CellPatch {
  draftText: null;
  reason: null;
  expectedBy: null;
  /** Where the value came from. */
  sourceRef: object;
}

/** What a hand-in says about the report of one unit. */
export interface ReportEntry {
  unit: string;
  patches: readonly ValuePatch[];
}

export interface BulkEntryOptions {
  /** Null when the hand-in is about no month that anybody knows. */
  periodId: string | null;
  source: CellSource;
  /** What a report is refused with whose cells changed since the hand-in was compared. */
  conflict: (unit: string) => BusinessError;
}

/** What became of the report of one unit: either entered, cell by cell, or refused as a whole. */
export type EnteredReport =
  | { unit: string; slotId: string; submissionId: string; outcomes: ReadonlyMap<string, MergeOutcome> }
  | { unit: string; refusal: BusinessError };

/** A report whose entry is decided and not written yet. */
export interface EntryPlan {
  entry: ReportEntry;
  slot: Slot;
  draft: Submission;
  isNew: boolean;
  before: ReadonlyMap<string, Cell>;
  /** What becomes of each patch of the entry, in its order. */
  merges: readonly Merge[];
  /** Whether anything of it is written. */
  isChanged: boolean;
}

/** No report of that unit is expected for that month. */
export class NoReportExpectedError extends BusinessError {
  constructor(unit: string, period: string) {
    super('INVALID', 'period-not-open', { detail: `No report of ${unit} is expected for ${period}.` });
  }
}
