import type { QueryState } from './review-query.js';

/** What can be done about a question: the partner answers, the reviewer is content or asks on. */
export const QUERY_STEPS = ['answer', 'close', 'reopen'] as const;
export type QueryStep = (typeof QUERY_STEPS)[number];

/** Steps of the reviewer, as a request may name them. */
export const REVIEWER_QUERY_STEPS = ['close', 'reopen'] as const;

const STEPS: Readonly<Record<QueryStep, { from: readonly QueryState[]; to: QueryState }>> = {
  // A second answer before anybody read the first adds to it.
  answer: { from: ['OPEN', 'REOPENED', 'ANSWERED'], to: 'ANSWERED' },
  // A question that turned out to need no answer is closed as well.
  close: { from: ['OPEN', 'REOPENED', 'ANSWERED'], to: 'CLOSED' },
  reopen: { from: ['ANSWERED', 'CLOSED'], to: 'REOPENED' },
};

/** Where a step leads, or null when it is not possible from there. */
export function queryStep(state: QueryState, step: QueryStep): QueryState | null {
  return STEPS[step].from.includes(state) ? STEPS[step].to : null;
}

/** The steps that a question can take. */
export function queryStepsFrom(state: QueryState): QueryStep[] {
  return QUERY_STEPS.filter((step) => queryStep(state, step) !== null);
}

/** Whether a report has to wait for an answer. */
export function isUnanswered(state: QueryState): boolean {
  return state === 'OPEN' || state === 'REOPENED';
}
