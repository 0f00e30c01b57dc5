import type { LegalBasisAnswer } from '#partnerships';
import type { GateDecision } from '../rollouts/rollout.lifecycle.js';
import type { Gate, Stage } from '../templates/template.js';

export const CRITERION_STATES = ['OPEN', 'MET', 'WAIVED'] as const;
export type CriterionState = (typeof CRITERION_STATES)[number];

export const CRITERION_STEPS = ['meet', 'waive', 'reopen'] as const;
export type CriterionStep = (typeof CRITERION_STEPS)[number];

/** Name under which proofs of a criterion are kept, and its audit. */
export const CRITERION_ENTITY = 'rollout-criterion';

export interface RolloutCriterion {
  id: string;
  partner: string;
  rolloutId: string;
  gate: Gate;
  code: string;
  title: string;
  must: boolean;
  state: CriterionState;
  reason: string | null;
  judgedByName: string | null;
  judgedAt: string | null;
  rev: number;
}

/** What one person prepares and another one decides at a gate. */
export interface GateReview {
  id: string;
  partner: string;
  rolloutId: string;
  gate: Gate;
  recommendation: GateDecision;
  summary: string;
  preparedBy: string;
  preparedByName: string;
  preparedAt: string;
  /** Null until it is decided, with everything below. */
  decision: GateDecision | null;
  reason: string | null;
  toStage: Stage | null;
  reviewOn: string | null;
  /** At G2: what the partner may go ahead by, the director's waiver included. */
  legalBasis: LegalBasisAnswer | null;
  decidedByName: string | null;
  decidedAt: string | null;
}

/** Something that a conditional GO asks for afterwards. */
export interface GateCondition {
  id: string;
  partner: string;
  rolloutId: string;
  gate: Gate;
  body: string;
  dueOn: string;
  metAt: string | null;
  rev: number;
}

/** The decision as it is asked for. */
export interface DecisionCommand {
  decision: GateDecision;
  reason: string | null;
  conditions: readonly { body: string; dueOn: string }[];
  toStage: Stage | null;
  reviewOn: string | null;
}

/** True when the day by which a condition was to be met lies behind us. */
export function isOverdue({ metAt, dueOn }: Pick<GateCondition, 'metAt' | 'dueOn'>, today: string): boolean {
  return metAt === null && dueOn < today;
}
