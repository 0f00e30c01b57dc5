export const PROFILE_STATES = ['DRAFT', 'PUBLISHED', 'RETIRED'] as const;
export type ProfileState = (typeof PROFILE_STATES)[number];
export type ProfileStep = 'publish' | 'retire';

const STEPS: Readonly<Record<ProfileStep, { from: readonly ProfileState[]; to: ProfileState }>> = {
  publish: { from: ['DRAFT'], to: 'PUBLISHED' },
  retire: { from: ['DRAFT', 'PUBLISHED'], to: 'RETIRED' },
};

/** The state that a step leads to, or null when it is not possible from here. */
export function stateAfter(state: ProfileState, step: ProfileStep): ProfileState | null {
  const { from, to } = STEPS[step];
  return from.includes(state) ? to : null;
}

/** The steps that are open in a state. */
export function openSteps(state: ProfileState): ProfileStep[] {
  return (Object.keys(STEPS) as ProfileStep[]).filter((step) => stateAfter(state, step) !== null);
}

/** What one person wrote, another one puts into force: a layout decides where every figure goes. */
export function mayPublish(version: { createdBy: string }, actorId: string): boolean {
  return version.createdBy !== actorId;
}
