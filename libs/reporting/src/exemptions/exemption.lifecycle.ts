import type { Exemption, ExemptionState } from './exemption.js';

export const EXEMPTION_STEPS = ['grant', 'decline', 'revoke'] as const;
export type ExemptionStep = (typeof EXEMPTION_STEPS)[number];

const STEPS: Readonly<Record<ExemptionStep, { from: ExemptionState; to: ExemptionState }>> = {
  grant: { from: 'REQUESTED', to: 'GRANTED' },
  decline: { from: 'REQUESTED', to: 'DECLINED' },
  revoke: { from: 'GRANTED', to: 'REVOKED' },
};

/** The state that a step leads to, or null when it is not possible from here. */
export function exemptionAfter(state: ExemptionState, step: ExemptionStep): ExemptionState | null {
  const { from, to } = STEPS[step];
  return from === state ? to : null;
}

/** The steps that are open in a state. */
export function exemptionSteps(state: ExemptionState): ExemptionStep[] {
  return EXEMPTION_STEPS.filter((step) => exemptionAfter(state, step) !== null);
}

/** Who asks for a rule to be switched off never decides that it is. Ending an exemption takes one person. */
export function mayTake(
  exemption: Pick<Exemption, 'requestedBy'>,
  step: ExemptionStep,
  actorId: string,
): boolean {
  return step === 'revoke' || exemption.requestedBy !== actorId;
}
