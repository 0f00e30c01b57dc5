import type { Target, TargetState } from './target.js';

export const TARGET_STEPS = ['approve', 'decline', 'withdraw'] as const;
export type TargetStep = (typeof TARGET_STEPS)[number];

const AFTER: Readonly<Record<TargetStep, TargetState>> = {
  approve: 'APPROVED',
  decline: 'DECLINED',
  withdraw: 'WITHDRAWN',
};

/** The state that a step leads to, or null when it is not possible from here. An approved target can be withdrawn. */
export function targetAfter(state: TargetState, step: TargetStep): TargetState | null {
  const isPossible = state === 'PROPOSED' || (state === 'APPROVED' && step === 'withdraw');
  return isPossible ? AFTER[step] : null;
}

/** The steps that are open in a state. */
export function targetSteps(state: TargetState): TargetStep[] {
  return TARGET_STEPS.filter((step) => targetAfter(state, step) !== null);
}

/** Who proposed a target never approves it; taking it back needs one person. */
export function mayDecide(
  { proposedBy }: Pick<Target, 'proposedBy'>,
  step: TargetStep,
  actorId: string,
): boolean {
  return step === 'withdraw' || proposedBy !== actorId;
}
