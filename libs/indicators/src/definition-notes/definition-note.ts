export const NOTE_STATES = ['FILED', 'ACCEPTED', 'DECLINED', 'REVOKED'] as const;
export type NoteState = (typeof NOTE_STATES)[number];

export const NOTE_STEPS = ['accept', 'decline', 'revoke'] as const;
export type NoteStep = (typeof NOTE_STEPS)[number];

/** What a country counts differently from the dictionary, and from which month on. */
export interface DefinitionNote {
  id: string;
  partner: string;
  indicator: string;
  /** Aligned month from which the figures differ. */
  from: string;
  /** What differs, in the country's words. */
  text: string;
  state: NoteState;
  filedBy: string;
  filedAt: Date;
  decidedAt: Date | null;
  decisionReason: string | null;
  rev: number;
}

const STEPS: Readonly<Record<NoteStep, { from: NoteState; to: NoteState }>> = {
  accept: { from: 'FILED', to: 'ACCEPTED' },
  decline: { from: 'FILED', to: 'DECLINED' },
  revoke: { from: 'ACCEPTED', to: 'REVOKED' },
};

/** The state that a step leads to, or null when it is not possible from here. */
export function noteAfter(state: NoteState, step: NoteStep): NoteState | null {
  return STEPS[step].from === state ? STEPS[step].to : null;
}

/** Who filed a note never accepts or declines it; ending one takes one person. */
export function mayDecideNote(
  { filedBy }: Pick<DefinitionNote, 'filedBy'>,
  step: NoteStep,
  actorId: string,
): boolean {
  return step === 'revoke' || filedBy !== actorId;
}

/** The steps that are open in a state. */
export function noteSteps(state: NoteState): NoteStep[] {
  return NOTE_STEPS.filter((step) => noteAfter(state, step) !== null);
}
