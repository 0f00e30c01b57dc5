import type { CorrectionState, CorrectionWindow } from './correction.js';

/** Days after the end of entry within which a reviewer decides alone. */
export const CORRECTION_WINDOW_DAYS = 90;
/** Working days of the unit within which a granted correction has to be handed in. */
export const SUBMIT_WORKING_DAYS = 10;
const MS_PER_DAY = 86_400_000;

export const CORRECTION_ACTS = ['grant', 'decline'] as const;
export type CorrectionAct = (typeof CORRECTION_ACTS)[number];
/** Steps that happen by themselves: the draft was accepted, was not handed in in time, or was voided. */
export type CorrectionOutcome = 'apply' | 'lapse';

export const CORRECTION_RULES: ReadonlyArray<{
  step: CorrectionAct | CorrectionOutcome;
  from: CorrectionState;
  to: CorrectionState;
}> = [
  { step: 'grant', from: 'OPEN', to: 'GRANTED' },
  { step: 'decline', from: 'OPEN', to: 'DECLINED' },
  { step: 'apply', from: 'GRANTED', to: 'APPLIED' },
  { step: 'lapse', from: 'GRANTED', to: 'LAPSED' },
];

export interface CorrectionActor {
  id: string;
  holds(permission: string): boolean;
}

export type CorrectionRefusal = 'NOT_POSSIBLE' | 'NOT_PERMITTED' | 'DIRECTOR_NEEDED' | 'SECOND_PERSON_NEEDED';

/**
 * How late a correction is.
 *
 * @param lockAt the end of entry, RFC 3339
 * @param isReleased whether a release holds the month
 */
export function windowAt(now: string, lockAt: string, isReleased: boolean): CorrectionWindow {
  if (isReleased) return 'RELEASED';
  const end = Date.parse(lockAt) + CORRECTION_WINDOW_DAYS * MS_PER_DAY;
  return Date.parse(now) < end ? 'OPEN' : 'LATE';
}

/** Who decides within a window: what is late or published already is the director's. */
export function deciderOf(window: CorrectionWindow): string {
  return window === 'OPEN' ? 'corrections:decide' : 'corrections:direct';
}

/** The state after a person's step, or why it is refused. */
export function correctionStep(
  { state, requestedBy }: { state: CorrectionState; requestedBy: string },
  act: CorrectionAct,
  window: CorrectionWindow,
  actor: CorrectionActor,
): { to: CorrectionState } | { refusal: CorrectionRefusal } {
  const rule = CORRECTION_RULES.find(({ step, from }) => step === act && from === state);
  if (!rule) return { refusal: 'NOT_POSSIBLE' };
  if (!actor.holds('corrections:decide')) return { refusal: 'NOT_PERMITTED' };
  if (!actor.holds(deciderOf(window))) return { refusal: 'DIRECTOR_NEEDED' };
  // Four eyes: who asked for something never decides on it, in whatever role.
  if (actor.id === requestedBy) return { refusal: 'SECOND_PERSON_NEEDED' };
  return { to: rule.to };
}

/** The steps of persons that lead on from a state. */
export function correctionActsFrom(state: CorrectionState): CorrectionAct[] {
  return CORRECTION_ACTS.filter((act) =>
    CORRECTION_RULES.some(({ step, from }) => step === act && from === state),
  );
}
