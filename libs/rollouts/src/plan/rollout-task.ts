import type { OwnerSide, Stage } from '../templates/template.js';
import type { PlannedTask } from './plan-dates.js';

export const TASK_STEPS = ['complete', 'reopen', 'drop'] as const;
export type TaskStep = (typeof TASK_STEPS)[number];

export const TASK_ENTITY = 'rollout-task';

export interface RolloutTask extends PlannedTask {
  id: string;
  partner: string;
  rolloutId: string;
  title: string;
  stage: Stage;
  ownerSide: OwnerSide;
  critical: boolean;
  mandatory: boolean;
  baselineDueOn: string | null;
  reason: string | null;
  rev: number;
}

export const REPLAN_REASONS = [
  'AGREEMENT_DELAYED',
  'FUNDING',
  'SITE',
  'PROCUREMENT',
  'STAFF',
  'SYSTEMS',
  'PARTNER_REQUEST',
  'HQ_CAPACITY',
  'FORCE_MAJEURE',
  'AHEAD_OF_PLAN',
  'CORRECTION',
] as const;
export type ReplanReason = (typeof REPLAN_REASONS)[number];

/** What somebody wants the plan to be from now on; an absent member stays, null makes a day unknown. */
export interface PlanChange {
  agreementInForce?: string | null;
  plannedOpening?: string | null;
  forecastOpening?: string | null;
  reasonCode: ReplanReason;
  note: string | null;
}

/** A task whose day a new plan moves. */
export interface MovedTask {
  id: string;
  code: string;
  title: string;
  critical: boolean;
  before: string | null;
  after: string | null;
  baseline: string | null;
  /** Against the baseline, with the new day. */
  slipDays: number | null;
}

/** One change of the plan as it is remembered. */
export interface Replan {
  id: string;
  reasonCode: ReplanReason;
  note: string | null;
  before: object;
  after: object;
  moved: MovedTask[];
  afterBaseline: boolean;
  recordedAt: string;
  recordedByName: string;
}
