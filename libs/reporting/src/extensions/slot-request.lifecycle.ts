import type { RequestState } from './slot-request.js';

export const REQUEST_ACTS = ['grant', 'decline', 'withdraw'] as const;
export type RequestAct = (typeof REQUEST_ACTS)[number];

interface RequestRule {
  act: RequestAct;
  from: RequestState;
  to: RequestState;
  permission: string;
  /** Four eyes: who asked for something neither grants nor declines it, and nobody else takes it back. */
  by: 'ANOTHER_PERSON' | 'REQUESTER';
}

/** Every step of a request; what is not listed is not possible, so a decision is final. */
export const REQUEST_RULES: readonly RequestRule[] = [
  { act: 'grant', from: 'REQUESTED', to: 'GRANTED', permission: 'slots:decide', by: 'ANOTHER_PERSON' },
  { act: 'decline', from: 'REQUESTED', to: 'DECLINED', permission: 'slots:decide', by: 'ANOTHER_PERSON' },
  { act: 'withdraw', from: 'REQUESTED', to: 'WITHDRAWN', permission: 'slots:request', by: 'REQUESTER' },
];

/** Why a person may not take a step. */
export type Refusal = 'NOT_POSSIBLE' | 'NOT_PERMITTED' | 'SECOND_PERSON_NEEDED' | 'NOT_THE_REQUESTER';

export interface RequestActor {
  id: string;
  holds(permission: string): boolean;
}

/** The state after a step, or why it is refused. */
export function requestStep(
  request: { state: RequestState; requestedBy: string },
  act: RequestAct,
  actor: RequestActor,
): { to: RequestState } | { refusal: Refusal } {
  const rule = REQUEST_RULES.find((candidate) => candidate.act === act && candidate.from === request.state);
  if (!rule) return { refusal: 'NOT_POSSIBLE' };
  if (!actor.holds(rule.permission)) return { refusal: 'NOT_PERMITTED' };
  const isRequester = actor.id === request.requestedBy;
  if (rule.by === 'ANOTHER_PERSON' && isRequester) return { refusal: 'SECOND_PERSON_NEEDED' };
  if (rule.by === 'REQUESTER' && !isRequester) return { refusal: 'NOT_THE_REQUESTER' };
  return { to: rule.to };
}

/** The steps that lead on from a state. */
export function actsFrom(state: RequestState): RequestAct[] {
  return REQUEST_RULES.filter((rule) => rule.from === state).map((rule) => rule.act);
}
