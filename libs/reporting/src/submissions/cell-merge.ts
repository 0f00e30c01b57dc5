import type { Cell } from './submission.js';
import type { ValueKind } from '../validation/cell.js';

/** What a client wants a cell to hold, and which state of it the client saw. */
export interface CellPatch {
  cell: string;
  /** Revision of the cell that the client read; 0 for a cell that was never filled. */
  baseRev: number;
  kind: ValueKind;
  value: string | null;
  draftText: string | null;
  reason: string | null;
  expectedBy: string | null;
  /** Undefined leaves the explanation as it is. */
  explanation: string | null | undefined;
}

export type CellContentNow = Pick<
  Cell,
  'kind' | 'value' | 'draftText' | 'reason' | 'expectedBy' | 'explanation' | 'rev'
>;

export type MergeOutcome = 'APPLIED' | 'UNCHANGED' | 'CONFLICT';

export interface Merge {
  outcome: MergeOutcome;
  /** The cell after the merge; with a conflict, the cell as it stands. */
  next: CellContentNow;
}

const BLANK: CellContentNow = {
  kind: 'MISSING',
  value: null,
  draftText: null,
  reason: null,
  expectedBy: null,
  explanation: null,
  rev: 0,
};

/**
 * Merges one cell. Edits of different cells never meet here; two edits of the same cell conflict
 * unless they want the same thing, and a conflict writes nothing.
 */
export function mergeCell(current: CellContentNow | undefined, patch: CellPatch): Merge {
  const now = current ?? BLANK;
  const next: CellContentNow = {
    kind: patch.kind,
    value: patch.value,
    draftText: patch.draftText,
    reason: patch.reason,
    expectedBy: patch.expectedBy,
    explanation: patch.explanation === undefined ? now.explanation : patch.explanation,
    rev: now.rev + 1,
  };
  if (sameContent(now, next)) return { outcome: 'UNCHANGED', next: now };
  if (patch.baseRev !== now.rev) return { outcome: 'CONFLICT', next: now };
  return { outcome: 'APPLIED', next };
}

function sameContent(a: CellContentNow, b: CellContentNow): boolean {
  const members = ['kind', 'value', 'draftText', 'reason', 'expectedBy', 'explanation'] as const;
  return members.every((member) => a[member] === b[member]);
}
