import type { BreakerState } from './breaker.lifecycle.js';

export const APPROVALS = ['PENDING', 'APPROVED'] as const;
export type Approval = (typeof APPROVALS)[number];

/** A partner's own system that we ask for its month. */
export interface Connector {
  id: string;
  partner: string;
  code: string;
  /** Code of the layout; the version in force is used. */
  profile: string;
  /** `{month}` stands for the aligned month. */
  url: string;
  /** Never leaves the process: sealed for this row, opened only to ask the partner. */
  tokenSealed: string | null;
  enabled: boolean;
  approval: Approval;
  /** Whoever wrote the address or the secret that is to be approved. */
  requestedBy: string;
  approvedBy: string | null;
  approvedAt: Date | null;
  /** Hours of the day on the partner's clock in which it is asked; none: every hour. */
  hours: number[];
  /** Days after the month's last day before it is asked for the month. */
  daysAfterPeriod: number;
  breaker: BreakerState;
  failures: number;
  retryAt: Date | null;
  lastAttemptAt: Date | null;
  lastProblem: { code: string; detail: string } | null;
  rev: number;
}

export const RUN_STATUSES = [
  'TAKEN',
  'REPEATED',
  'UNCHANGED',
  'NO_DATA',
  'STALE',
  'TESTED',
  'FAILED',
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** One time that a partner's system was asked. */
export interface ConnectorRun {
  id: string;
  partner: string;
  connectorId: string;
  kind: 'PULL' | 'TEST';
  month: string;
  startedAt: Date;
  endedAt: Date;
  status: RunStatus;
  /** Bytes of the answer after unpacking; null when there was none. */
  bytes: number | null;
  /** The first 16 hexadecimal digits of its SHA-256: enough to compare, not enough to keep. */
  bodyHash: string | null;
  problem: { code: string; detail: string } | null;
  importId: string | null;
  /** Of a test: what the layout made of the answer. */
  dryRun: object | null;
}

/** What was last taken of a month from one source. */
export interface SourceMonth {
  etag: string | null;
  lastModified: string | null;
  /** The instant at which the partner made what was taken; an older report is not taken any more. */
  asOf: Date | null;
  importId: string | null;
  /** The version of the layout that it was read by; null when nothing of it could be taken. */
  profileVersion: number | null;
}
