import { SUBMISSION_STATES, type SubmissionState } from './submission.js';
import {
  TRANSITION_NAMES,
  TRANSITIONS,
  transitionFrom,
  unmetGuards,
  violatesFourEyes,
  type TransitionFacts,
  type TransitionName,
} from './submission.lifecycle.js';

/** The table of the state machine, written once more by hand. */
const POSSIBLE: Record<SubmissionState, Partial<Record<TransitionName, SubmissionState>>> = {
  DRAFT: { submit: 'SUBMITTED' },
  SUBMITTED: { recall: 'DRAFT', startReview: 'IN_REVIEW' },
  IN_REVIEW: { releaseReview: 'SUBMITTED', return: 'RETURNED', accept: 'ACCEPTED' },
  RETURNED: {},
  ACCEPTED: {},
  SUPERSEDED: {},
  VOIDED: {},
};
const EVERY_PAIR = SUBMISSION_STATES.flatMap((state) =>
  TRANSITION_NAMES.map((name): [TransitionName, SubmissionState, SubmissionState | undefined] => [
    name,
    state,
    POSSIBLE[state][name],
  ]),
);

const ready: TransitionFacts = {
  actorId: 'me',
  slotIsOpen: true,
  reviewerId: 'me',
  authors: ['somebody'],
  missing: [],
  blocking: [],
  unexplained: [],
  unansweredQueries: [],
  attested: true,
  newQueries: 1,
};
const finding = { cell: 'A', code: 'rule.negative', message: 'A is negative.', params: { value: '-1' } };

/** Every condition that a guard may look at, broken, with what the guard then says. */
const BROKEN: Array<[Partial<TransitionFacts>, string, string]> = [
  [{ slotIsOpen: false }, 'slot-not-open', '/slot'],
  [{ missing: ['A'] }, 'cell-missing', '/cells/A'],
  [{ blocking: [finding] }, 'rule.negative', '/cells/A'],
  [{ unexplained: [finding] }, 'explanation-required', '/cells/A'],
  [{ unansweredQueries: ['q1'] }, 'query-unanswered', '/queries/q1'],
  [{ attested: false }, 'attestation-missing', '/attestation'],
  [{ reviewerId: 'other' }, 'held-by-other', '/reviewer'],
  [{ reviewerId: null }, 'held-by-other', '/reviewer'],
  [{ newQueries: 0 }, 'query-missing', '/queries'],
];
const GUARDS_OF: Record<TransitionName, string[]> = {
  submit: [
    'slot-not-open',
    'cell-missing',
    'rule.negative',
    'explanation-required',
    'query-unanswered',
    'attestation-missing',
  ],
  recall: [],
  startReview: [],
  releaseReview: ['held-by-other'],
  return: ['held-by-other', 'query-missing'],
  accept: ['held-by-other', 'query-unanswered', 'rule.negative'],
};
const EVERY_GUARD = TRANSITION_NAMES.flatMap((name) =>
  BROKEN.map(([facts, code, pointer]): [string, TransitionName, Partial<TransitionFacts>, string[][]] => [
    JSON.stringify(facts),
    name,
    facts,
    GUARDS_OF[name].includes(code) ? [[code, pointer]] : [],
  ]),
);

describe(transitionFrom.name, () => {
  it.each(EVERY_PAIR)('%s from %s leads to %s', (name, state, to) => {
    expect(transitionFrom(state, name)?.to).toBe(to);
  });

  it('has no two rules for one step', () => {
    const steps = TRANSITIONS.map(({ from, name }) => `${from} ${name}`);
    expect(new Set(steps).size).toBe(steps.length);
  });

  it.each<[TransitionName, string]>([
    ['submit', 'submissions:submit'],
    ['recall', 'submissions:submit'],
    ['startReview', 'submissions:review'],
    ['releaseReview', 'submissions:review'],
    ['return', 'submissions:review'],
    ['accept', 'submissions:accept'],
  ])('asks for a right of its own: %s needs %s', (name, permission) => {
    const permissions = TRANSITIONS.filter((rule) => rule.name === name).map((rule) => rule.permission);
    expect(permissions).toEqual([permission]);
  });
});

describe(unmetGuards.name, () => {
  it.each(TRANSITION_NAMES)('lets %s pass when everything is there', (name) => {
    expect(unmetGuards(name, ready)).toEqual([]);
  });

  it.each(EVERY_GUARD)('with %s, %s lacks just that', (_condition, name, facts, expected) => {
    const unmet = unmetGuards(name, { ...ready, ...facts });
    expect(unmet.map(({ code, pointer }) => [code, pointer])).toEqual(expected);
  });

  it('names every unmet guard of a submission at once, cell by cell', () => {
    const facts = Object.assign({}, ready, ...BROKEN.map(([broken]) => broken), { missing: ['A', 'B'] });
    const submitting = unmetGuards('submit', facts);
    expect(submitting.map(({ code }) => code)).toEqual([
      'slot-not-open',
      'cell-missing',
      'cell-missing',
      'rule.negative',
      'explanation-required',
      'query-unanswered',
      'attestation-missing',
    ]);
  });

  it('keeps the numbers of a finding for whoever translates it', () => {
    const [unmet] = unmetGuards('submit', { ...ready, blocking: [finding] });
    expect(unmet).toEqual({
      code: 'rule.negative',
      pointer: '/cells/A',
      message: 'A is negative.',
      params: { value: '-1' },
    });
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
