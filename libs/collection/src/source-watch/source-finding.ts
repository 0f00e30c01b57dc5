export const FINDING_KINDS = ['QUIET', 'SHAPE_CHANGED'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Something about a source that somebody has to look at before a deadline is missed. */
export interface SourceFinding {
  id: string;
  partner: string;
  kind: FindingKind;
  /** `connector:<id>` or `feed:<name of the pushing system>`. */
  source: string;
  /** The aligned month 'YYYY-MM' that it is about. */
  month: string;
  dueAt: Date | null;
  detail: FindingDetail;
  openedAt: Date;
  /** When the next good month arrived. */
  closedAt: Date | null;
  rev: number;
}

export interface FindingDetail {
  /** The source as people know it. */
  name: string;
  /** What the newest hand-in failed with, where it failed. */
  code?: string;
  /** Columns or members that the layout does not know, or misses. */
  fields?: readonly string[];
}
