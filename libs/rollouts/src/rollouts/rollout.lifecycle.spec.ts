import { permissionsOf, ROLES } from '#identity';
import { programContext, type OperationContext } from '#platform';
import { STAGES, type Stage } from '../templates/template.js';
import { officesOf } from './offices.js';
import { ROLLOUT_STATUSES, type RolloutStatus } from './rollout.js';
import {
  isPassed,
  mayTake,
  openSteps,
  ROLLOUT_STEPS,
  standingAfter,
  type RolloutStep,
} from './rollout.lifecycle.js';

/** Where each step leads from each standing, written out once more so that the table cannot drift unseen. */
const LEADS: Record<RolloutStep, Record<string, string>> = {
  start: { 'PROPOSED S0': 'ACTIVE S0' },
  prepareGate: Object.fromEntries(STAGES.map((stage) => [`ACTIVE ${stage}`, `ACTIVE ${stage}`])),
  decideGo: {
    'ACTIVE S0': 'ACTIVE S1',
    'ACTIVE S1': 'ACTIVE S2',
    'ACTIVE S2': 'ACTIVE S3',
    'ACTIVE S3': 'ACTIVE S4',
    'ACTIVE S4': 'ACTIVE S5',
    'ACTIVE S5': 'COMPLETED S5',
  },
  decideConditionalGo: {
    'ACTIVE S0': 'ACTIVE S1',
    'ACTIVE S1': 'ACTIVE S2',
    'ACTIVE S2': 'ACTIVE S3',
    'ACTIVE S3': 'ACTIVE S4',
    'ACTIVE S4': 'ACTIVE S5',
  },
  decideHold: Object.fromEntries(STAGES.map((stage) => [`ACTIVE ${stage}`, `ON_HOLD ${stage}`])),
  // Asked to go back to S0 each time.
  decideRecycle: {
    'ACTIVE S1': 'ACTIVE S0',
    'ACTIVE S2': 'ACTIVE S0',
    'ACTIVE S3': 'ACTIVE S0',
    'ACTIVE S4': 'ACTIVE S0',
    'ACTIVE S5': 'ACTIVE S0',
  },
  decideStop: Object.fromEntries(STAGES.map((stage) => [`ACTIVE ${stage}`, `STOPPED ${stage}`])),
  hold: Object.fromEntries(STAGES.map((stage) => [`ACTIVE ${stage}`, `ON_HOLD ${stage}`])),
  resume: Object.fromEntries(STAGES.map((stage) => [`ON_HOLD ${stage}`, `ACTIVE ${stage}`])),
  recordOpening: { 'ACTIVE S4': 'ACTIVE S4', 'ACTIVE S5': 'ACTIVE S5' },
};

const MANAGERS = ['HQ_DESK', 'DIRECTOR'];
const TAKERS: Record<RolloutStep, string[]> = {
  start: MANAGERS,
  prepareGate: MANAGERS,
  decideGo: ['DIRECTOR'],
  decideConditionalGo: ['DIRECTOR'],
  decideHold: ['DIRECTOR'],
  decideRecycle: ['DIRECTOR'],
  decideStop: ['DIRECTOR'],
  hold: MANAGERS,
  resume: MANAGERS,
  recordOpening: MANAGERS,
};

/** Every standing that the table of rollouts can hold. */
type Standing = { status: RolloutStatus; stage: Stage | null };
const STANDINGS: Standing[] = ROLLOUT_STATUSES.flatMap((status): Standing[] => {
  if (status === 'DOCUMENTED') return [{ status, stage: null }];
  if (status === 'PROPOSED') return [{ status, stage: 'S0' as const }];
  return STAGES.map((stage) => ({ status, stage }));
});

const personWith = (role: (typeof ROLES)[number]): OperationContext => ({
  ...programContext('OPERATOR', 'person', ['PK'], 'request'),
  grants: new Map(permissionsOf(role).map((permission) => [permission, ['PK']])),
});

const combinations = STANDINGS.flatMap((standing) =>
  ROLLOUT_STEPS.flatMap((step) =>
    ROLES.map((role) => [`${standing.status} ${standing.stage}`, step, role, standing] as const),
  ),
);

describe('every standing × every step × every role', () => {
  it.each(combinations)('%s, %s, asked by %s', (name, step, role, standing) => {
    const after = standingAfter(step, standing, 'S0');
    const told = after === null ? undefined : `${after.status} ${after.stage}`;
    expect([told, mayTake(step, officesOf(personWith(role), 'PK'))]).toEqual([
      LEADS[step][name],
      TAKERS[step].includes(role),
    ]);
  });
});

describe(standingAfter.name, () => {
  const recycle = (stage: Stage, toStage: Stage | null) =>
    standingAfter('decideRecycle', { status: 'ACTIVE', stage }, toStage);

  it.each(STAGES.flatMap((from) => STAGES.map((to) => [from, to] as const)))(
    'recycles from %s to %s only when that is earlier',
    (from, to) => {
      expect(recycle(from, to)).toEqual(to < from ? { status: 'ACTIVE', stage: to } : null);
    },
  );

  it('recycles nowhere when no stage is named', () => {
    expect(recycle('S3', null)).toBeNull();
  });
});

describe(openSteps.name, () => {
  it.each([
    ['DOCUMENTED', null, []],
    ['STOPPED', 'S2', []],
    ['COMPLETED', 'S5', []],
    ['PROPOSED', 'S0', ['start']],
    ['ON_HOLD', 'S1', ['resume']],
    ['ACTIVE', 'S0', ['prepareGate', 'decideGo', 'decideConditionalGo', 'decideHold', 'decideStop', 'hold']],
  ] as const)('of %s %s: %j', (status, stage, steps) => {
    expect(openSteps({ status, stage })).toEqual(steps);
  });
});

describe(officesOf.name, () => {
  it('counts no right that somebody holds for another partner', () => {
    expect(officesOf(personWith('DIRECTOR'), 'ET')).toEqual([]);
  });
});

describe(isPassed.name, () => {
  it.each([
    ['G0', 'ACTIVE', 'S1', true],
    ['G1', 'ACTIVE', 'S1', false],
    ['G5', 'ON_HOLD', 'S1', false],
    ['G5', 'COMPLETED', 'S5', true],
    ['G5', 'STOPPED', 'S1', true],
  ] as const)('%s of a rollout that is %s %s: %s', (gate, status, stage, passed) => {
    expect(isPassed(gate, { status, stage })).toBe(passed);
  });
});
