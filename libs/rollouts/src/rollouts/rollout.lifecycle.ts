import { GATES, gateOf, STAGES, type Gate, type Stage } from '../templates/template.js';
import type { RolloutStatus } from './rollout.js';

export const GATE_DECISIONS = ['GO', 'CONDITIONAL_GO', 'HOLD', 'RECYCLE', 'STOP'] as const;
export type GateDecision = (typeof GATE_DECISIONS)[number];

export const ROLLOUT_STEPS = [
  'start',
  'prepareGate',
  'decideGo',
  'decideConditionalGo',
  'decideHold',
  'decideRecycle',
  'decideStop',
  'hold',
  'resume',
  'recordOpening',
] as const;
export type RolloutStep = (typeof ROLLOUT_STEPS)[number];

/** MANAGER: the country desk and the director; DECIDER: the director. */
export type RolloutOffice = 'MANAGER' | 'DECIDER';

interface StepRule {
  from: RolloutStatus;
  to: RolloutStatus;
  who: RolloutOffice;
  /** Only while in one of these stages; absent: in any. */
  stages?: readonly Stage[];
}

const EARLY: readonly Stage[] = STAGES.slice(0, -1);

/** Every step that a rollout can take. A GO at the last gate completes it, one before it opens the next stage. */
export const ROLLOUT_RULES: Readonly<Record<RolloutStep, StepRule>> = {
  start: { from: 'PROPOSED', to: 'ACTIVE', who: 'MANAGER' },
  prepareGate: { from: 'ACTIVE', to: 'ACTIVE', who: 'MANAGER' },
  decideGo: { from: 'ACTIVE', to: 'ACTIVE', who: 'DECIDER' },
  // What is handed over has no open conditions any more.
  decideConditionalGo: { from: 'ACTIVE', to: 'ACTIVE', who: 'DECIDER', stages: EARLY },
  decideHold: { from: 'ACTIVE', to: 'ON_HOLD', who: 'DECIDER' },
  decideRecycle: { from: 'ACTIVE', to: 'ACTIVE', who: 'DECIDER', stages: STAGES.slice(1) },
  decideStop: { from: 'ACTIVE', to: 'STOPPED', who: 'DECIDER' },
  hold: { from: 'ACTIVE', to: 'ON_HOLD', who: 'MANAGER' },
  resume: { from: 'ON_HOLD', to: 'ACTIVE', who: 'MANAGER' },
  recordOpening: { from: 'ACTIVE', to: 'ACTIVE', who: 'MANAGER', stages: ['S4', 'S5'] },
};

export const STEP_OF_DECISION: Readonly<Record<GateDecision, RolloutStep>> = {
  GO: 'decideGo',
  CONDITIONAL_GO: 'decideConditionalGo',
  HOLD: 'decideHold',
  RECYCLE: 'decideRecycle',
  STOP: 'decideStop',
};

/** How a rollout stands; a documented one has no stage. */
export interface Standing {
  status: RolloutStatus;
  stage: Stage | null;
}

/** In which offices somebody acts for the rollouts of one partner. */
export type Offices = readonly RolloutOffice[];

/**
 * Where a step leads, or null when it is not open from there.
 *
 * @param toStage with decideRecycle: back to this stage, which must be an earlier one
 */
export function standingAfter(
  step: RolloutStep,
  { status, stage }: Standing,
  toStage: Stage | null = null,
): Standing | null {
  const rule = ROLLOUT_RULES[step];
  if (stage === null || status !== rule.from) return null;
  if (rule.stages && !rule.stages.includes(stage)) return null;
  if (step === 'decideRecycle') return recycled(stage, toStage);
  if (step !== 'decideGo' && step !== 'decideConditionalGo') return { status: rule.to, stage };
  const next = STAGES[STAGES.indexOf(stage) + 1];
  return next === undefined ? { status: 'COMPLETED', stage } : { status: 'ACTIVE', stage: next };
}

/** The steps that are open from a standing, whoever asks. */
export function openSteps({ status, stage }: Standing): RolloutStep[] {
  return ROLLOUT_STEPS.filter((step) => standingAfter(step, { status, stage }, STAGES[0]) !== null);
}

/** Whether one of the offices may take the step at all. */
export function mayTake(step: RolloutStep, offices: Offices): boolean {
  return offices.includes(ROLLOUT_RULES[step].who);
}

/** Whether a gate lies behind a rollout: its criteria are history then. */
export function isPassed(gate: Gate, { status, stage }: Standing): boolean {
  if (status === 'COMPLETED' || status === 'STOPPED' || stage === null) return true;
  return GATES.indexOf(gate) < GATES.indexOf(gateOf(stage));
}

function recycled(stage: Stage, toStage: Stage | null): Standing | null {
  if (toStage === null || STAGES.indexOf(toStage) >= STAGES.indexOf(stage)) return null;
  return { status: 'ACTIVE', stage: toStage };
}
