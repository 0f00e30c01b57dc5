import { faultOf, statusesAfter } from './offering.lifecycle.js';
import { OFFERING_STATUSES, type OfferingInterval, type OfferingStatus } from './offering.js';

const interval = (
  status: OfferingStatus,
  validFrom: string,
  validUntil: string | null = null,
): OfferingInterval => ({
  service: 'PASSPORT',
  provider: 'NADRA',
  status,
  validFrom,
  validUntil,
});
const order = (status: OfferingStatus, from = '2026-07-01') => ({
  service: 'PASSPORT',
  provider: 'NADRA',
  status,
  from,
});
const POSSIBLE = [
  'null PLANNED',
  'null LIVE',
  'PLANNED LIVE',
  'PLANNED WITHDRAWN',
  'LIVE PAUSED',
  'LIVE WITHDRAWN',
  'PAUSED LIVE',
  'PAUSED WITHDRAWN',
  'WITHDRAWN PLANNED',
  'WITHDRAWN LIVE',
];

describe(statusesAfter.name, () => {
  it.each([null, ...OFFERING_STATUSES].flatMap((from) => OFFERING_STATUSES.map((to) => [from, to] as const)))(
    'says whether %s may become %s',
    (from, to) => {
      expect(statusesAfter(from).includes(to)).toBe(POSSIBLE.includes(`${from} ${to}`));
    },
  );
});

describe(faultOf.name, () => {
  it.each([
    ['nothing is recorded', [], 'LIVE', null],
    ['the step is possible', [interval('PLANNED', '2026-01-01')], 'LIVE', null],
    ['it has that status already', [interval('LIVE', '2026-01-01')], 'LIVE', 'no-step'],
    ['the step is not possible', [interval('PLANNED', '2026-01-01')], 'PAUSED', 'no-step'],
    ['what lasts began on the same day', [interval('PLANNED', '2026-07-01')], 'LIVE', 'overlap'],
    ['something begins later', [interval('PLANNED', '2026-08-01')], 'LIVE', 'overlap'],
    ['something ended later', [interval('LIVE', '2026-01-01', '2026-07-02')], 'PLANNED', 'overlap'],
    ['something ended on that day', [interval('LIVE', '2026-01-01', '2026-07-01')], 'PLANNED', null],
  ] as const)('finds out what speaks against a status when %s', (_condition, own, status, fault) => {
    expect(faultOf(own, order(status))).toBe(fault);
  });
});
