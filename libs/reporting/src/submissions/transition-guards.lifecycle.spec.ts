import { TRANSITIONS, type TransitionFacts, type TransitionRule } from './submission.lifecycle.js';
import { everyUnmetGuard, unmetGuards } from './transition-guards.lifecycle.js';

const ready: TransitionFacts = {
  actorId: 'me',
  slotIsOpen: true,
  reviewerId: 'me',
  leaseIsOver: false,
  authors: ['somebody'],
  invalid: [],
  missing: [],
  blocking: [],
  unexplained: [],
  unacknowledged: [],
  unansweredQueries: [],
  attested: true,
  newQueries: 1,
  reasonGiven: true,
  materialChange: false,
};
const finding = {
  rule: 'R',
  cell: 'A',
  code: 'rule.negative',
  message: 'A is negative.',
  params: { value: '-1' },
};

/** Every condition that a guard may look at, broken, with what the guard then says. */
const BROKEN: Array<[Partial<TransitionFacts>, string, string]> = [
  [{ slotIsOpen: false }, 'slot-not-open', '/slot'],
  [{ invalid: ['A'] }, 'cell-invalid', '/cells/A'],
  [{ missing: ['A'] }, 'cell-missing', '/cells/A'],
  [{ blocking: [finding] }, 'rule.negative', '/cells/A'],
  [{ unexplained: [finding] }, 'explanation-required', '/cells/A'],
  [{ unacknowledged: [finding] }, 'unacknowledged', '/cells/A'],
  [{ unansweredQueries: ['q1'] }, 'query-unanswered', '/queries/q1'],
  [{ attested: false }, 'attestation-missing', '/attestation'],
  [{ reviewerId: 'other' }, 'held-by-other', '/reviewer'],
  [{ reviewerId: null }, 'held-by-other', '/reviewer'],
  [{ newQueries: 0 }, 'query-missing', '/queries'],
  [{ reasonGiven: false }, 'reason-missing', '/reason'],
  [{ materialChange: true }, 'director-needed', ''],
];
const JUDGED = ['query-unanswered', 'rule.negative', 'unacknowledged'];
const GUARDS_OF: Record<string, string[]> = {
  markReady: ['cell-invalid'],
  reopenDraft: [],
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
  escalate: ['held-by-other'],
  'return@SUBMITTED': ['query-missing'],
  'return@IN_REVIEW': ['held-by-other', 'query-missing'],
  'return@IN_DIRECTOR_REVIEW': ['query-missing'],
  'accept@IN_REVIEW': ['held-by-other', 'director-needed', ...JUDGED],
  'accept@IN_DIRECTOR_REVIEW': JUDGED,
  void: ['reason-missing'],
};
const EVERY_RULE = TRANSITIONS.map((rule): [string, TransitionRule] => [`${rule.name}@${rule.from}`, rule]);
const EVERY_GUARD = EVERY_RULE.flatMap(([step, rule]) =>
  BROKEN.map(
    ([facts, code, pointer]): [string, string, TransitionRule, Partial<TransitionFacts>, string[][]] => [
      JSON.stringify(facts),
      step,
      rule,
      facts,
      (GUARDS_OF[rule.name] ?? GUARDS_OF[step]).includes(code) ? [[code, pointer]] : [],
    ],
  ),
);

function ruleOf(step: string): TransitionRule {
  return EVERY_RULE.find(([name]) => name === step)![1];
}

describe(unmetGuards.name, () => {
  it.each(EVERY_RULE)('lets %s pass when everything is there', (_step, rule) => {
    expect(unmetGuards(rule, ready)).toEqual([]);
  });

  it.each(EVERY_GUARD)('with %s, %s lacks just that', (_condition, _step, rule, facts, expected) => {
    const unmet = unmetGuards(rule, { ...ready, ...facts });
    expect(unmet.map(({ code, pointer }) => [code, pointer])).toEqual(expected);
  });

  it('names every unmet guard of a submission at once, cell by cell', () => {
    const facts = Object.assign({}, ready, ...BROKEN.map(([broken]) => broken), { missing: ['A', 'B'] });
    expect(unmetGuards(ruleOf('submit@DRAFT'), facts).map(({ code }) => code)).toEqual([
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
    const [unmet] = unmetGuards(ruleOf('submit@DRAFT'), { ...ready, blocking: [finding] });
    expect(unmet).toEqual({
      code: 'rule.negative',
      pointer: '/cells/A',
      message: 'A is negative.',
      params: { value: '-1' },
    });
  });

  it('names the rule whose finding has to be acknowledged', () => {
    const [unmet] = unmetGuards(ruleOf('accept@IN_REVIEW'), { ...ready, unacknowledged: [finding] });
    expect(unmet.params).toEqual({ value: '-1', rule: 'R' });
  });

  it('takes an older question for reason enough to return a report', () => {
    const facts = { ...ready, newQueries: 0, unansweredQueries: ['q1'] };
    expect(unmetGuards(ruleOf('return@IN_REVIEW'), facts)).toEqual([]);
  });

  it('lets any reviewer release what its holder left for too long', () => {
    const facts = { ...ready, reviewerId: 'other', leaseIsOver: true };
    expect(unmetGuards(ruleOf('releaseReview@IN_REVIEW'), facts)).toEqual([]);
  });
});

describe(everyUnmetGuard.name, () => {
  const mine = { ...ready, authors: ['me'] };

  it('shows four eyes among the guards of an acceptance', () => {
    expect(everyUnmetGuard(ruleOf('accept@IN_REVIEW'), mine).map(({ code }) => code)).toEqual(['four-eyes']);
  });

  it('lets an author take every other step', () => {
    const others = TRANSITIONS.filter(({ name }) => name !== 'accept');
    expect(others.flatMap((rule) => everyUnmetGuard(rule, mine))).toEqual([]);
  });
});
