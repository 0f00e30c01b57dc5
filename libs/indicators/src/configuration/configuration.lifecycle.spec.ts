import {
  CONFIGURATION_STATES,
  CONFIGURATION_STEPS,
  refusalOfPublication,
  stateAfterStep,
  stepsFrom,
  type ConfigurationState,
  type ConfigurationStep,
} from './configuration.lifecycle.js';

const POSSIBLE: Array<[ConfigurationState, ConfigurationStep, ConfigurationState]> = [
  ['DRAFT', 'check', 'IN_CHECK'],
  ['DRAFT', 'retire', 'RETIRED'],
  ['IN_CHECK', 'revise', 'DRAFT'],
  ['IN_CHECK', 'publish', 'PUBLISHED'],
  ['IN_CHECK', 'retire', 'RETIRED'],
  ['PUBLISHED', 'retire', 'RETIRED'],
];

describe(stateAfterStep.name, () => {
  it.each(POSSIBLE)('leads from %s by %s to %s', (state, step, next) => {
    expect(stateAfterStep(state, step)).toBe(next);
  });

  it('knows no other step', () => {
    const all = CONFIGURATION_STATES.flatMap((state) =>
      CONFIGURATION_STEPS.filter((step) => stateAfterStep(state, step) !== null).map((step) => [state, step]),
    );
    expect(all).toHaveLength(POSSIBLE.length);
  });
});

describe(stepsFrom.name, () => {
  it('is empty for a retired version', () => {
    expect(stepsFrom('RETIRED')).toEqual([]);
  });
});

describe(refusalOfPublication.name, () => {
  const facts = { authors: ['author'], actorId: 'second', examinedDraftRev: 2, draftRev: 2 };

  it('lets a second person publish what was examined as it stands', () => {
    expect(refusalOfPublication(facts)).toBeNull();
  });

  it.each([
    ['SECOND_PERSON_NEEDED', { actorId: 'author' }],
    ['NOT_EXAMINED', { examinedDraftRev: null }],
    ['NOT_EXAMINED', { examinedDraftRev: 1 }],
    ['SECOND_PERSON_NEEDED', { actorId: 'author', examinedDraftRev: null }],
  ])('answers %s for %j', (refusal, change) => {
    expect(refusalOfPublication({ ...facts, ...change })).toBe(refusal);
  });
});
