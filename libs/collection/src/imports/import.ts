import type { ActorKind } from '#platform';

export type ImportChannel = 'UPLOAD' | 'PULL' | 'FEED';
export type ImportMode = 'VALIDATE' | 'COMMIT';
export type Atomicity = 'ALL' | 'PER_REPORT';
export type ImportState =
  'UPLOADED' | 'VALIDATED' | 'SUCCEEDED' | 'PARTIALLY_SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** How many rows came to what; the sum is the number of rows. */
export type RowCounts = Partial<Record<RowOutcome, number>>;

/** NEW, CHANGED: what validation foresees; CREATED, UPDATED, SKIPPED: what the commit did. */
export type RowOutcome = 'NEW' | 'CHANGED' | 'UNCHANGED' | 'REJECTED' | 'CREATED' | 'UPDATED' | 'SKIPPED';

/** One hand-in of figures by file, pull or push, on its way into drafts. */
export interface Import {
  id: string;
  partner: string;
  channel: ImportChannel;
  profile: string;
  /** The version of the layout that was in force when the hand-in arrived; it is read by that one. */
  profileVersion: number;
  mode: ImportMode;
  atomicity: Atomicity;
  expectedPeriod: string | null;
  periodId: string | null;
  state: ImportState;
  fileId: string;
  jobId: string | null;
  problem: { code: string; message: string; at?: object } | null;
  problemsTotal: number;
  counts: RowCounts;
  createdByKind: ActorKind;
  createdBy: string;
  createdByName: string;
  createdAt: Date;
  finishedAt: Date | null;
  rev: number;
}

/** One value of an import and what became of it. */
export interface ImportRow {
  rowNo: number;
  unit: string | null;
  cell: string | null;
  kind: string | null;
  value: string | null;
  given: string | null;
  at: object;
  /** What stood there when the file was compared. */
  was: { kind: string; value: string | null; rev: number } | null;
  outcome: RowOutcome;
  /** The explanation that came with the value; null leaves the one that stands. */
  explanation: string | null;
  problems: Array<{ code: string; severity: string; message: string; expected?: string }>;
}

/** What became of the report of one unit. */
export interface ImportReport {
  unit: string;
  slotId: string | null;
  submissionId: string | null;
  outcome: 'FILLED' | 'UNCHANGED' | 'REJECTED';
  problem: { code: string; message: string } | null;
}

/** Where an import and what became of each of its values can be read. */
export function linksOf(importId: string): string[] {
  return [`/api/v1/imports/${importId}`, `/api/v1/imports/${importId}/rows`];
}
