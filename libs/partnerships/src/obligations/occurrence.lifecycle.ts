import type { OccurrenceState, Side } from './obligation.js';

export const OCCURRENCE_STEPS = [
  'submitEvidence',
  'accept',
  'sendBack',
  'waive',
  'dispute',
  'resolve',
  'resolveByWaiver',
] as const;
export type OccurrenceStep = (typeof OCCURRENCE_STEPS)[number];

/** Who may take a step, in terms of the two sides and of headquarters' offices. */
export type StepTaker = 'OBLIGED_SIDE' | 'BENEFICIARY_SIDE' | 'EITHER_SIDE' | 'DIRECTOR' | 'ARBITER';

export interface StepRule {
  name: OccurrenceStep;
  from: readonly OccurrenceState[];
  to: OccurrenceState;
  who: StepTaker;
}

/** Every step that an occurrence can take. That it opens and becomes overdue follows from the day. */
export const OCCURRENCE_RULES: readonly StepRule[] = [
  { name: 'submitEvidence', from: ['OPEN', 'OVERDUE'], to: 'SUBMITTED_FOR_ACCEPTANCE', who: 'OBLIGED_SIDE' },
  { name: 'accept', from: ['SUBMITTED_FOR_ACCEPTANCE'], to: 'FULFILLED', who: 'BENEFICIARY_SIDE' },
  { name: 'sendBack', from: ['SUBMITTED_FOR_ACCEPTANCE'], to: 'OPEN', who: 'BENEFICIARY_SIDE' },
  { name: 'waive', from: ['OPEN', 'OVERDUE'], to: 'WAIVED', who: 'DIRECTOR' },
  { name: 'dispute', from: ['OPEN', 'OVERDUE'], to: 'DISPUTED', who: 'EITHER_SIDE' },
  { name: 'resolve', from: ['DISPUTED'], to: 'OPEN', who: 'ARBITER' },
  { name: 'resolveByWaiver', from: ['DISPUTED'], to: 'WAIVED', who: 'DIRECTOR' },
];

/** In which capacities somebody acts for one partner's obligations. */
export interface OccurrenceActor {
  id: string;
  /** Both, when a person holds roles on both sides. */
  sides: readonly Side[];
  isDirector: boolean;
  /** May decide a dispute. */
  isArbiter: boolean;
}

/** What the guards look at. */
export interface StepFacts {
  obligedSide: Side;
  evidenceRequired: boolean;
  evidenceCount: number;
  submittedBy: string | null;
  reason: string | null;
}

/** A condition that a step still lacks. */
export interface UnmetCondition {
  code: string;
  pointer: string;
  message: string;
}

/** The state on a day: what was decided, or what the day makes of an occurrence that nobody decided about. */
export function stateOn(
  stored: OccurrenceState,
  { dueOn, opensOn }: { dueOn: string; opensOn: string },
  today: string,
): OccurrenceState {
  if (stored !== 'SCHEDULED' && stored !== 'OPEN') return stored;
  if (today > dueOn) return 'OVERDUE';
  return stored === 'OPEN' || today >= opensOn ? 'OPEN' : 'SCHEDULED';
}

/** The step of a name from a state, or undefined when there is none. */
export function stepFrom(state: OccurrenceState, name: OccurrenceStep): StepRule | undefined {
  return OCCURRENCE_RULES.find((rule) => rule.name === name && rule.from.includes(state));
}

/** Whether the actor is one of those who may take the step at all. */
export function mayTake(rule: StepRule, actor: OccurrenceActor, obligedSide: Side): boolean {
  switch (rule.who) {
    case 'OBLIGED_SIDE':
      return actor.sides.includes(obligedSide);
    case 'BENEFICIARY_SIDE':
      return actor.sides.includes(otherSide(obligedSide));
    case 'EITHER_SIDE':
      return actor.sides.length > 0;
    case 'DIRECTOR':
      return actor.isDirector;
    case 'ARBITER':
      return actor.isArbiter;
  }
}

/** True when somebody would accept what their own side, or they themselves, performed. */
export function acceptsOwn(rule: StepRule, actor: OccurrenceActor, facts: StepFacts): boolean {
  if (rule.who !== 'BENEFICIARY_SIDE') return false;
  return actor.sides.includes(facts.obligedSide) || facts.submittedBy === actor.id;
}

/** What still stands in the way of a step; empty when it may be taken. */
export function unmetConditions(name: OccurrenceStep, facts: StepFacts): UnmetCondition[] {
  switch (name) {
    case 'submitEvidence':
      return facts.evidenceRequired && facts.evidenceCount === 0
        ? [{ code: 'evidence-missing', pointer: '/evidence', message: 'At least one proof is needed.' }]
        : [];
    case 'sendBack':
    case 'waive':
    case 'dispute':
    case 'resolve':
    case 'resolveByWaiver':
      return facts.reason === null
        ? [{ code: 'reason-missing', pointer: '/reason', message: 'Say why.' }]
        : [];
    case 'accept':
      return [];
  }
}

function otherSide(side: Side): Side {
  return side === 'HQ' ? 'PARTNER' : 'HQ';
}
