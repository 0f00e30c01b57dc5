import { PERMISSIONS, ROLES, type Permission, type Role } from '#identity';
import { SUBMISSION_STATES, type SubmissionState } from './submission.js';
import {
  needsDirector,
  TRANSITION_NAMES,
  TRANSITIONS,
  transitionFrom,
  violatesFourEyes,
  type TransitionName,
} from './submission.lifecycle.js';

/** The table of the state machine, written once more by hand. */
const POSSIBLE: Record<SubmissionState, Partial<Record<TransitionName, SubmissionState>>> = {
  DRAFT: { markReady: 'READY', submit: 'SUBMITTED', void: 'VOIDED' },
  READY: { reopenDraft: 'DRAFT', submit: 'SUBMITTED', void: 'VOIDED' },
  SUBMITTED: { recall: 'DRAFT', return: 'RETURNED', startReview: 'IN_REVIEW', void: 'VOIDED' },
  IN_REVIEW: {
    releaseReview: 'SUBMITTED',
    return: 'RETURNED',
    accept: 'ACCEPTED',
    escalate: 'IN_DIRECTOR_REVIEW',
    void: 'VOIDED',
  },
  IN_DIRECTOR_REVIEW: { return: 'RETURNED', accept: 'ACCEPTED', void: 'VOIDED' },
  RETURNED: { void: 'VOIDED' },
  ACCEPTED: {},
  SUPERSEDED: {},
  VOIDED: {},
};
const WITH_REVIEWER: Role[] = ['HQ_REVIEWER', 'DIRECTOR'];
/** Who may take a step, written once more by hand; `name@state` where the state matters. */
const MAY: Record<string, Role[]> = {
  markReady: ['DATA_ENTRY', 'COORDINATOR'],
  reopenDraft: ['COORDINATOR'],
  submit: ['COORDINATOR'],
  recall: ['COORDINATOR'],
  startReview: WITH_REVIEWER,
  releaseReview: WITH_REVIEWER,
  escalate: WITH_REVIEWER,
  'return@SUBMITTED': ['PARTNER_SUPERVISOR'],
  'return@IN_REVIEW': WITH_REVIEWER,
  'accept@IN_REVIEW': WITH_REVIEWER,
  'return@IN_DIRECTOR_REVIEW': ['DIRECTOR'],
  'accept@IN_DIRECTOR_REVIEW': ['DIRECTOR'],
  void: ['DIRECTOR'],
};
const EVERY_PAIR = SUBMISSION_STATES.flatMap((state) =>
  TRANSITION_NAMES.map((name): [TransitionName, SubmissionState] => [name, state]),
);
const EVERY_TRIPLE = EVERY_PAIR.flatMap(([name, state]) =>
  ROLES.map((role): [Role, TransitionName, SubmissionState] => [role, name, state]),
);

function holdsRight(role: Role, permission: string): boolean {
  return (PERMISSIONS[permission as Permission] as readonly Role[]).includes(role);
}

describe(transitionFrom.name, () => {
  it.each(EVERY_PAIR)('%s from %s leads where the table says', (name, state) => {
    expect(transitionFrom(state, name)?.to).toBe(POSSIBLE[state][name]);
  });

  it('has no two rules for one step', () => {
    const steps = TRANSITIONS.map(({ from, name }) => `${from} ${name}`);
    expect(new Set(steps).size).toBe(steps.length);
  });

  it.each(EVERY_TRIPLE)('%s may take %s from %s only as agreed', (role, name, state) => {
    const rule = transitionFrom(state, name);
    const agreed = POSSIBLE[state][name] ? (MAY[name] ?? MAY[`${name}@${state}`]).includes(role) : false;
    expect(rule !== undefined && holdsRight(role, rule.permission)).toBe(agreed);
  });

  it.each(TRANSITION_NAMES)('lets everybody who may %s through the door of the route', (name) => {
    const roles = ROLES.filter((role) =>
      TRANSITIONS.some((rule) => rule.name === name && holdsRight(role, rule.permission)),
    );
    expect(roles.filter((role) => !holdsRight(role, 'submissions:transition'))).toEqual([]);
  });
});

describe(violatesFourEyes.name, () => {
  it.each<[string, string[], boolean]>([
    ['somebody else', ['other'], false],
    ['nobody', [], false],
    ['the same person', ['other', 'me'], true],
  ])('judges a report by %s', (_condition, authors, expected) => {
    expect(violatesFourEyes({ actorId: 'me', authors })).toBe(expected);
  });
});

describe(needsDirector.name, () => {
  it.each([true, false])('follows the size of the change: %s', (materialChange) => {
    expect(needsDirector({ materialChange })).toBe(materialChange);
  });
});
