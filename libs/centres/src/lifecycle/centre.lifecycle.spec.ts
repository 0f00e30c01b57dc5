import { UNIT_STATUSES, type UnitStatus } from '../units/unit.js';
import {
  CENTRE_STEPS,
  missingForOpening,
  missingOf,
  stepBetween,
  stepFrom,
  stepsFrom,
  type CentreStep,
} from './centre.lifecycle.js';

/** Every step that the design names (features 3.2), written out. */
const POSSIBLE: Array<[UnitStatus, CentreStep, UnitStatus]> = [
  ['PLANNED', 'startWorks', 'UNDER_CONSTRUCTION'],
  ['UNDER_CONSTRUCTION', 'handOver', 'PRE_OPENING'],
  ['PRE_OPENING', 'open', 'OPERATING'],
  ['OPERATING', 'suspend', 'SUSPENDED'],
  ['OPERATING', 'close', 'CLOSED'],
  ['SUSPENDED', 'reopen', 'OPERATING'],
  ['SUSPENDED', 'close', 'CLOSED'],
  ['CLOSED', 'reopen', 'OPERATING'],
];
const EVERY = UNIT_STATUSES.flatMap((from) =>
  CENTRE_STEPS.map((step): [UnitStatus, CentreStep] => [from, step]),
);

describe('the life of a centre', () => {
  it.each(EVERY)('from %s by %s goes where the design says, or nowhere', (from, step) => {
    const expected = POSSIBLE.find(([status, name]) => status === from && name === step);
    expect(stepFrom(from, step)?.to).toBe(expected?.[2]);
  });

  it.each(UNIT_STATUSES.flatMap((from) => UNIT_STATUSES.map((to): [UnitStatus, UnitStatus] => [from, to])))(
    'from %s to %s is one step, or none',
    (from, to) => {
      const expected = POSSIBLE.find(([status, , result]) => status === from && result === to);
      expect(stepBetween(from, to)?.name).toBe(expected?.[1]);
    },
  );

  it.each(UNIT_STATUSES)('names the steps that are possible from %s', (from) => {
    const expected = POSSIBLE.filter(([status]) => status === from).map(([, name]) => name);
    expect(stepsFrom(from).toSorted()).toEqual(expected.toSorted());
  });

  it.each(CENTRE_STEPS)('does not let a centre without any status take %s', (step) => {
    expect([stepFrom(null, step), stepsFrom(null)]).toEqual([undefined, []]);
  });
});

describe(missingOf.name, () => {
  const request = { on: '2026-11-10', reason: 'Flood', expectedUntil: '2026-12-01', successor: null };

  it.each([
    ['nothing when both are said', {}, []],
    ['the reason', { reason: null }, ['reason-missing']],
    ['the expected end', { expectedUntil: null }, ['expected-end-missing']],
    ['an end after the beginning', { expectedUntil: '2026-11-10' }, ['expected-end-missing']],
    ['both at once', { reason: null, expectedUntil: null }, ['reason-missing', 'expected-end-missing']],
  ])('asks a suspension for %s', (_what, given, codes) => {
    expect(missingOf('suspend', { ...request, ...given }).map(({ code }) => code)).toEqual(codes);
  });

  it.each(CENTRE_STEPS.filter((step) => step !== 'suspend'))('asks %s for nothing', (step) => {
    expect(missingOf(step, { ...request, reason: null, expectedUntil: null })).toEqual([]);
  });
});

describe(missingForOpening.name, () => {
  it.each([
    [1, true, []],
    [0, true, ['live-service-missing']],
    [1, false, ['working-calendar-missing']],
    [0, false, ['live-service-missing', 'working-calendar-missing']],
  ])('with %s live services and calendar: %s lacks %j', (liveServices, hasWorkingCalendar, codes) => {
    expect(missingForOpening({ liveServices, hasWorkingCalendar }).map(({ code }) => code)).toEqual(codes);
  });
});
