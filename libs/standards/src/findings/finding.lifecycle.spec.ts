import { FINDING_STATES, type CorrectiveAction } from './finding.js';
import {
  FINDING_STEPS,
  findingStepFrom,
  findingStepsFrom,
  graver,
  isOwnWork,
  limitOf,
  repeated,
  unmetConditions,
  type FindingStep,
} from './finding.lifecycle.js';

const facts = { text: null, planned: [], actions: [] };
const action = (change: Partial<CorrectiveAction>) =>
  ({ id: 'x', what: 'train staff', state: 'OPEN', doneBy: null, ...change }) as CorrectiveAction;
const codes = (name: FindingStep, given: object = {}) =>
  unmetConditions(name, { dueOn: '2026-12-31' }, { ...facts, ...given }).map(({ code }) => code);

describe('the life of a finding', () => {
  it('has these steps from each state and no others', () => {
    expect(FINDING_STATES.map((state) => `${state}: ${findingStepsFrom(state).join(' ')}`)).toEqual([
      'OPEN: recordRootCause',
      'ANALYSED: submitPlan',
      'PLANNED: acceptPlan sendBackPlan',
      'IN_PROGRESS: completeActions',
      'DONE: verifyEffective verifyIneffective',
      'CLOSED: ',
      'REPEAT: ',
    ]);
  });

  it('leads to these states, by these sides', () => {
    const ways = FINDING_STATES.flatMap((state) =>
      FINDING_STEPS.flatMap((name) => {
        const step = findingStepFrom(state, name);
        return step ? [`${name} ${step.to} ${step.side}`] : [];
      }),
    );
    expect(ways).toEqual([
      'recordRootCause ANALYSED COUNTRY',
      'submitPlan PLANNED COUNTRY',
      'acceptPlan IN_PROGRESS AGENCY',
      'sendBackPlan ANALYSED AGENCY',
      'completeActions DONE COUNTRY',
      'verifyEffective CLOSED AGENCY',
      'verifyIneffective IN_PROGRESS AGENCY',
    ]);
  });

  it('asks for texts, for a plan in time and for finished actions', () => {
    const texts: FindingStep[] = ['recordRootCause', 'sendBackPlan', 'verifyEffective', 'verifyIneffective'];
    expect(texts.flatMap((name) => codes(name))).toEqual(Array(4).fill('text-needed'));
    expect(texts.flatMap((name) => codes(name, { text: 'because' }))).toEqual([]);
    expect(codes('submitPlan')).toEqual(['plan-needed']);
    expect(codes('submitPlan', { planned: [{ dueOn: '2027-01-01' }] })).toEqual(['plan-too-late']);
    expect(codes('submitPlan', { planned: [{ dueOn: '2026-12-31' }] })).toEqual([]);
    expect(codes('completeActions', { actions: [action({})] })).toEqual(['action-open']);
    const finished = [action({ state: 'DONE' }), action({ state: 'DROPPED' })];
    expect(codes('completeActions', { actions: finished })).toEqual([]);
    expect(codes('acceptPlan')).toEqual([]);
  });
});

it('limits plans by severity', () => {
  expect([
    limitOf('MAJOR', '2026-01-01'),
    limitOf('MINOR', '2026-01-01'),
    limitOf('OBSERVATION', '2026-01-01'),
  ]).toEqual(['2026-01-31', '2026-04-01', '2026-06-30']);
});

it('takes the same within a year for a repetition, a step graver', () => {
  const closed = [
    { id: 'old', closedOn: '2025-11-21' },
    { id: 'edge', closedOn: '2025-11-22' },
    { id: 'new', closedOn: '2026-05-01' },
  ];
  expect(repeated(closed, '2026-11-22')).toBe('new');
  expect(repeated(closed.slice(0, 2), '2026-11-22')).toBe('edge');
  expect(repeated(closed.slice(0, 1), '2026-11-22')).toBeNull();
  expect(['OBSERVATION', 'MINOR', 'MAJOR'].map((severity) => graver(severity as 'MINOR'))).toEqual([
    'MINOR',
    'MAJOR',
    'MAJOR',
  ]);
});

it('lets nobody verify what they planned or did', () => {
  expect(isOwnWork({ plannedBy: 'a' }, [], 'a')).toBe(true);
  expect(isOwnWork({ plannedBy: 'a' }, [{ doneBy: 'b' }], 'b')).toBe(true);
  expect(isOwnWork({ plannedBy: 'a' }, [{ doneBy: 'b' }], 'c')).toBe(false);
});
