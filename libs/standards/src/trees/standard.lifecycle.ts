import type { StandardState, StandardVersion } from './standard.js';

export const STANDARD_STEPS = ['publish', 'retire'] as const;
export type StandardStep = (typeof STANDARD_STEPS)[number];

/** The state that a step leads to, or null when it is not possible from here. */
export function stateAfter(state: StandardState, step: StandardStep): StandardState | null {
  if (step === 'publish') return state === 'DRAFT' ? 'PUBLISHED' : null;
  return state === 'RETIRED' ? null : 'RETIRED';
}

export function standardStepsFrom(state: StandardState): StandardStep[] {
  return STANDARD_STEPS.filter((step) => stateAfter(state, step) !== null);
}

/** Whoever wrote a part of a version does not put it into force. */
export function mayPublish({ authors }: Pick<StandardVersion, 'authors'>, actorId: string): boolean {
  return !authors.includes(actorId);
}
