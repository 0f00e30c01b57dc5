import type { Finding } from '../validation/finding.js';
import type { ValidationSnapshot } from '../validation/snapshot.js';

export const RUN_TRIGGERS = ['SUBMIT', 'ACCEPT', 'REQUEST', 'NIGHTLY'] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

export const FINDING_STATES = ['NEW', 'ACKNOWLEDGED', 'EXPLAINED', 'FIXED'] as const;
/** What became of a violation since it was first met. */
export type FindingState = (typeof FINDING_STATES)[number];

/** What the rules said about a revision at one moment, with everything that they looked at. */
export interface ValidationRun {
  id: string;
  partner: string;
  slotId: string;
  submissionId: string;
  submissionRev: number;
  trigger: RunTrigger;
  snapshot: ValidationSnapshot;
  snapshotHash: string;
  findings: Finding[];
  /** What rules would have said that two persons switched off. */
  exempted: Finding[];
  /** Ids of findings that nobody was told before. */
  announced: string[];
  runBy: string;
  runAt: Date;
}

/** A violation of a slot's report as it stands. */
export interface OpenFinding {
  rule: string;
  cell: string;
  findingId: string;
  severity: string;
  state: FindingState;
  explanation: string | null;
  announcedAt: Date;
  changedAt: Date;
}
