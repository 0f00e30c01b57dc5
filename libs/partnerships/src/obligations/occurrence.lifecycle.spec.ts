import { permissionsOf, ROLES, type Role } from '#identity';
import { programContext, type OperationContext } from '#platform';
import { OCCURRENCE_STATES, SIDES, type OccurrenceState, type Side } from './obligation.js';
import {
  acceptsOwn,
  mayTake,
  OCCURRENCE_STEPS,
  stateOn,
  stepFrom,
  unmetConditions,
  type OccurrenceStep,
  type StepFacts,
} from './occurrence.lifecycle.js';
import { actorOf } from './occurrence-steps.service.js';

/** Where each step begins and ends, written out once more so that the table cannot drift unseen. */
const STEPS: Record<OccurrenceStep, Partial<Record<OccurrenceState, OccurrenceState>>> = {
  submitEvidence: { OPEN: 'SUBMITTED_FOR_ACCEPTANCE', OVERDUE: 'SUBMITTED_FOR_ACCEPTANCE' },
  accept: { SUBMITTED_FOR_ACCEPTANCE: 'FULFILLED' },
  sendBack: { SUBMITTED_FOR_ACCEPTANCE: 'OPEN' },
  waive: { OPEN: 'WAIVED', OVERDUE: 'WAIVED' },
  dispute: { OPEN: 'DISPUTED', OVERDUE: 'DISPUTED' },
  resolve: { DISPUTED: 'OPEN' },
  resolveByWaiver: { DISPUTED: 'WAIVED' },
};

/** Roles that may take each step, for an obligation of headquarters and for one of the partner. */
const HQ_SIDE = ['HQ_DESK', 'HQ_LEGAL', 'DIRECTOR'];
const PARTNER_SIDE = ['COORDINATOR', 'PARTNER_SUPERVISOR'];
const TAKERS: Record<OccurrenceStep, Record<Side, string[]>> = {
  submitEvidence: { HQ: HQ_SIDE, PARTNER: PARTNER_SIDE },
  accept: { HQ: PARTNER_SIDE, PARTNER: HQ_SIDE },
  sendBack: { HQ: PARTNER_SIDE, PARTNER: HQ_SIDE },
  waive: { HQ: ['DIRECTOR'], PARTNER: ['DIRECTOR'] },
  dispute: { HQ: [...HQ_SIDE, ...PARTNER_SIDE], PARTNER: [...HQ_SIDE, ...PARTNER_SIDE] },
  resolve: { HQ: ['HQ_LEGAL', 'DIRECTOR'], PARTNER: ['HQ_LEGAL', 'DIRECTOR'] },
  resolveByWaiver: { HQ: ['DIRECTOR'], PARTNER: ['DIRECTOR'] },
};

const facts = (more: Partial<StepFacts> = {}): StepFacts => ({
  obligedSide: 'PARTNER',
  evidenceRequired: true,
  evidenceCount: 1,
  submittedBy: 'somebody else',
  reason: 'A reason',
  ...more,
});

function personWith(...roles: Role[]): OperationContext {
  const grants = new Map(
    roles.flatMap((role) => permissionsOf(role)).map((permission) => [permission, ['PK']]),
  );
  return { ...programContext('OPERATOR', 'person', ['PK'], 'request'), grants };
}

const combinations = OCCURRENCE_STATES.flatMap((state) =>
  OCCURRENCE_STEPS.flatMap((step) =>
    SIDES.flatMap((side) => ROLES.map((role) => [state, step, side, role] as const)),
  ),
);

describe('every state × every step × every role × every obliged side', () => {
  it.each(combinations)('%s, %s, owed by %s, asked by %s', (state, step, obligedSide, role) => {
    const rule = stepFrom(state, step);
    const actor = actorOf(personWith(role), 'PK');
    const takes =
      rule !== undefined &&
      mayTake(rule, actor, obligedSide) &&
      !acceptsOwn(rule, actor, facts({ obligedSide }));
    const expected = STEPS[step][state] !== undefined && TAKERS[step][obligedSide].includes(role);
    expect([rule?.to, takes]).toEqual([STEPS[step][state], expected]);
  });
});

describe(acceptsOwn.name, () => {
  const accept = stepFrom('SUBMITTED_FOR_ACCEPTANCE', 'accept')!;

  it('is true of a person who holds roles on both sides', () => {
    const both = actorOf(personWith('HQ_DESK', 'COORDINATOR'), 'PK');
    expect(acceptsOwn(accept, both, facts())).toBe(true);
  });

  it('is true of the person who handed it in, whatever side that person is on now', () => {
    const moved = actorOf(personWith('HQ_DESK'), 'PK');
    expect([
      acceptsOwn(accept, moved, facts({ submittedBy: moved.id })),
      acceptsOwn(accept, moved, facts()),
    ]).toEqual([true, false]);
  });

  it('counts no right that somebody holds for another partner', () => {
    expect(actorOf(personWith('DIRECTOR'), 'ET')).toMatchObject({
      sides: [],
      isDirector: false,
      isArbiter: false,
    });
  });
});

describe(stateOn.name, () => {
  const dates = { dueOn: '2026-06-30', opensOn: '2026-05-31' };

  it.each([
    ['SCHEDULED', '2026-05-30', 'SCHEDULED'],
    ['SCHEDULED', '2026-05-31', 'OPEN'],
    ['SCHEDULED', '2026-06-30', 'OPEN'],
    ['SCHEDULED', '2026-07-01', 'OVERDUE'],
    ['OPEN', '2026-01-01', 'OPEN'],
    ['OPEN', '2026-07-01', 'OVERDUE'],
    ['SUBMITTED_FOR_ACCEPTANCE', '2026-07-01', 'SUBMITTED_FOR_ACCEPTANCE'],
    ['DISPUTED', '2026-07-01', 'DISPUTED'],
    ['WAIVED', '2026-07-01', 'WAIVED'],
    ['FULFILLED', '2026-07-01', 'FULFILLED'],
  ] as const)('makes of %s on %s: %s', (stored, today, expected) => {
    expect(stateOn(stored, dates, today)).toBe(expected);
  });
});

describe(unmetConditions.name, () => {
  it.each(OCCURRENCE_STEPS)('finds nothing missing for %s with a proof and a reason', (step) => {
    expect(unmetConditions(step, facts())).toEqual([]);
  });

  it('asks for a proof only where one is required', () => {
    const none = facts({ evidenceCount: 0, reason: null });
    expect(unmetConditions('submitEvidence', none).map(({ code }) => code)).toEqual(['evidence-missing']);
    expect(unmetConditions('submitEvidence', { ...none, evidenceRequired: false })).toEqual([]);
  });

  it.each(['sendBack', 'waive', 'dispute', 'resolve', 'resolveByWaiver'] as const)(
    'asks why for %s',
    (step) => {
      expect(unmetConditions(step, facts({ reason: null })).map(({ code }) => code)).toEqual([
        'reason-missing',
      ]);
    },
  );
});
