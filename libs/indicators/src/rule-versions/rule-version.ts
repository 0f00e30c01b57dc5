import type { ConfigurationState } from '../configuration/configuration.lifecycle.js';
import type { Severity } from '../rules/rule.js';

/** One version of a rule. Only a draft is ever edited; a change of what is in force is a new version. */
export interface RuleVersion {
  code: string;
  version: number;
  state: ConfigurationState;
  /** The rule as it was written, without code and version. */
  document: Record<string, unknown>;
  /** Counts the edits of the document. */
  draftRev: number;
  /** Everybody who wrote or edited the document. */
  authors: string[];
  createdByName: string;
  createdAt: Date;
  publishedBy: string | null;
  publishedAt: Date | null;
  retiredAt: Date | null;
  rev: number;
}

/** A report of the past that a version would have spoken about. */
export interface BacktestFinding {
  submission: string;
  partner: string;
  unit: string;
  period: string;
  severity: Severity;
  cell: string;
  code: string;
  message: string;
}

/** What a version would have said about accepted reports. */
export interface Backtest {
  id: string;
  code: string;
  version: number;
  /** The state of the document that was examined. */
  draftRev: number;
  jobId: string | null;
  /** Aligned months, oldest first. */
  periods: string[];
  requestedAt: Date;
  /** Null: still at work. */
  finishedAt: Date | null;
  /** Accepted reports that were looked at. */
  reports: number | null;
  /** Reports that would now fail, by severity. */
  counts: Record<string, number> | null;
  findings: BacktestFinding[] | null;
}
