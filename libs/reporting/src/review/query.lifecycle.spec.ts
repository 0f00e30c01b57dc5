import { isUnanswered, QUERY_STEPS, queryStep, queryStepsFrom, type QueryStep } from './query.lifecycle.js';
import { QUERY_STATES, type QueryState } from './review-query.js';

/** The table of the thread, written once more by hand. */
const POSSIBLE: Record<QueryState, Partial<Record<QueryStep, QueryState>>> = {
  OPEN: { answer: 'ANSWERED', close: 'CLOSED' },
  ANSWERED: { answer: 'ANSWERED', close: 'CLOSED', reopen: 'REOPENED' },
  REOPENED: { answer: 'ANSWERED', close: 'CLOSED' },
  CLOSED: { reopen: 'REOPENED' },
};
const EVERY_PAIR = QUERY_STATES.flatMap((state) =>
  QUERY_STEPS.map((step): [QueryStep, QueryState] => [step, state]),
);

describe(queryStep.name, () => {
  it.each(EVERY_PAIR)('%s from %s leads where the table says', (step, state) => {
    expect(queryStep(state, step)).toBe(POSSIBLE[state][step] ?? null);
  });

  it.each(QUERY_STATES)('lists what is possible from %s', (state) => {
    expect(queryStepsFrom(state).toSorted()).toEqual(Object.keys(POSSIBLE[state]).toSorted());
  });
});

describe(isUnanswered.name, () => {
  it.each<[QueryState, boolean]>([
    ['OPEN', true],
    ['REOPENED', true],
    ['ANSWERED', false],
    ['CLOSED', false],
  ])('of %s is %s', (state, expected) => {
    expect(isUnanswered(state)).toBe(expected);
  });
});
