import type { NodeScore } from '../trees/scores.js';

export const ASSESSMENT_KINDS = ['SELF', 'DESK', 'SITE', 'FOLLOW_UP'] as const;
/** SELF is made by the centre's own side, the others by the agency; neither overwrites the other. */
export type AssessmentKind = (typeof ASSESSMENT_KINDS)[number];

export const ASSESSMENT_STATES = [
  'PLANNED',
  'IN_PROGRESS',
  'DRAFT_REPORT',
  'COUNTRY_RESPONSE',
  'FINAL',
  'SUPERSEDED',
] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

/** One look at a centre by one version of a standard. */
export interface Assessment {
  id: string;
  partner: string;
  /** Code of the centre. */
  unit: string;
  kind: AssessmentKind;
  standard: string;
  version: number;
  campaignId: string | null;
  /** The final assessment that this one replaces because of an error in it. */
  supersedes: string | null;
  state: AssessmentState;
  /** Calendar day. */
  plannedOn: string | null;
  team: string[];
  /** Whoever began it; leads it from then on. */
  leadId: string | null;
  leadName: string | null;
  completedAt: Date | null;
  sharedAt: Date | null;
  /** Last day on which the country may answer the draft report. */
  responseDueOn: string | null;
  response: string | null;
  respondedAt: Date | null;
  finalisedAt: Date | null;
  /** Per cent with two digits; from completion on. */
  score: string | null;
  grade: string | null;
  nodes: NodeScore[] | null;
  failedCritical: string[] | null;
  rev: number;
}

/** How one sub-criterion was answered. */
export interface ItemResult {
  id: string;
  item: string;
  value: number | null;
  naReason: string | null;
  note: string | null;
  answeredBy: string;
  answeredAt: Date;
}
