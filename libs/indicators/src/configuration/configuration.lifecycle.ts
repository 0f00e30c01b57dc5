export const CONFIGURATION_STATES = ['DRAFT', 'IN_CHECK', 'PUBLISHED', 'RETIRED'] as const;
/** What a version of a definition (a rule, a form, an indicator) is in. */
export type ConfigurationState = (typeof CONFIGURATION_STATES)[number];

export const CONFIGURATION_STEPS = ['check', 'revise', 'publish', 'retire'] as const;
export type ConfigurationStep = (typeof CONFIGURATION_STEPS)[number];

const STEPS: Readonly<
  Record<ConfigurationStep, { from: readonly ConfigurationState[]; to: ConfigurationState }>
> = {
  check: { from: ['DRAFT'], to: 'IN_CHECK' },
  revise: { from: ['IN_CHECK'], to: 'DRAFT' },
  publish: { from: ['IN_CHECK'], to: 'PUBLISHED' },
  retire: { from: ['DRAFT', 'IN_CHECK', 'PUBLISHED'], to: 'RETIRED' },
};

/** The state that a step leads to, or null when it is not possible from here. */
export function stateAfterStep(
  state: ConfigurationState,
  step: ConfigurationStep,
): ConfigurationState | null {
  const { from, to } = STEPS[step];
  return from.includes(state) ? to : null;
}

/** The steps that are open in a state. */
export function stepsFrom(state: ConfigurationState): ConfigurationStep[] {
  return CONFIGURATION_STEPS.filter((step) => stateAfterStep(state, step) !== null);
}

/** What a publication is judged by. */
export interface PublicationFacts {
  /** Everybody who wrote the version or a part of it. */
  authors: readonly string[];
  actorId: string;
  /** The state of the document that its effects were last looked at for; null: never. */
  examinedDraftRev: number | null;
  draftRev: number;
}

export type PublicationRefusal = 'SECOND_PERSON_NEEDED' | 'NOT_EXAMINED';

/** Why a version may not be published by this person now; null when it may. Effects are examined on the same draft. */
export function refusalOfPublication(facts: PublicationFacts): PublicationRefusal | null {
  if (facts.authors.includes(facts.actorId)) return 'SECOND_PERSON_NEEDED';
  return facts.examinedDraftRev === facts.draftRev ? null : 'NOT_EXAMINED';
}
