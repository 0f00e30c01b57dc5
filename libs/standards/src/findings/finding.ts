export const SEVERITIES = ['OBSERVATION', 'MINOR', 'MAJOR'] as const;
/** Mildest first. */
export type Severity = (typeof SEVERITIES)[number];

export const FINDING_STATES = [
  'OPEN',
  'ANALYSED',
  'PLANNED',
  'IN_PROGRESS',
  'DONE',
  'CLOSED',
  'REPEAT',
] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export const ACTION_KINDS = ['IMMEDIATE', 'CORRECTIVE', 'PREVENTIVE', 'IMPROVEMENT'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

export type ActionState = 'OPEN' | 'DONE' | 'DROPPED';

/** A shortcoming that an assessment found, and what became of it. */
export interface Finding {
  id: string;
  partner: string;
  assessmentId: string;
  unit: string;
  standard: string;
  /** Code of the sub-criterion. */
  item: string;
  severity: Severity;
  state: FindingState;
  text: string;
  /** Last day of the plan. */
  dueOn: string;
  rootCause: string | null;
  /** Whoever handed the plan in. */
  plannedBy: string | null;
  /** Why a plan or its outcome came back, of the last time. */
  sentBack: string | null;
  effectiveness: string | null;
  verifiedBy: string | null;
  closedOn: string | null;
  /** The finding that was closed within the year before, of the same sub-criterion of the same centre. */
  repeatOf: string | null;
  rev: number;
}

/** One thing that is done about a finding. */
export interface CorrectiveAction {
  id: string;
  partner: string;
  findingId: string;
  kind: ActionKind;
  what: string;
  owner: string;
  dueOn: string;
  state: ActionState;
  doneBy: string | null;
  doneAt: Date | null;
  note: string | null;
  rev: number;
}
