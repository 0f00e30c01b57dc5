import { uncoveredReason } from './slot-coverage.js';

const subject = { unit: 'CTR-PK-A', formCode: 'MONTHLY', periodStart: '2026-10-01', periodEnd: '2026-10-31' };
const assignment = { unit: 'CTR-PK-A', formCode: 'MONTHLY', validFrom: '2026-07-01', validUntil: null };
const operating = (validFrom: string, validUntil: string | null) => ({
  status: 'OPERATING' as const,
  from: { precision: 'DAY' as const, earliest: validFrom, latest: validFrom },
  until: { precision: 'UNKNOWN' as const, earliest: null, latest: null },
  validFrom,
  validUntil,
  knownBy: null,
  note: null,
});
const unit = (...intervals: Array<ReturnType<typeof operating>>) =>
  ({ type: 'CENTRE', intervals }) as unknown as Parameters<typeof uncoveredReason>[2];

describe(uncoveredReason.name, () => {
  const open = unit(operating('2026-01-01', null));

  it('knows none for a report that an assignment and an operating interval cover', () => {
    expect(uncoveredReason(subject, [assignment], open)).toBeNull();
  });

  it.each([
    ['ends on the first day of the period', { validUntil: '2026-10-01' }, 'NO_ASSIGNMENT'],
    ['ends on its second day', { validUntil: '2026-10-02' }, null],
    ['begins on its first day', { validFrom: '2026-10-01' }, null],
    ['begins on its second day', { validFrom: '2026-10-02' }, 'NO_ASSIGNMENT'],
    ['is of another unit', { unit: 'CTR-PK-B' }, 'NO_ASSIGNMENT'],
    ['is of another form', { formCode: 'YEARLY' }, 'NO_ASSIGNMENT'],
  ])('with an assignment that %s', (_, change, reason) => {
    expect(uncoveredReason(subject, [{ ...assignment, ...change }], open)).toBe(reason);
  });

  it.each([
    ['closed before the period', '2026-10-01', 'CENTRE_NOT_OPERATING'],
    ['worked on one day of it', '2026-10-02', null],
  ])('of a centre that %s', (_, validUntil, reason) => {
    expect(uncoveredReason(subject, [assignment], unit(operating('2026-01-01', validUntil)))).toBe(reason);
  });

  it('of a centre that opens the day after the period', () => {
    expect(uncoveredReason(subject, [assignment], unit(operating('2026-11-01', null)))).toBe(
      'CENTRE_NOT_OPERATING',
    );
  });

  it('expects the report of a network whatever its centres do', () => {
    const network = { type: 'NETWORK' as const, intervals: [] };
    expect(uncoveredReason(subject, [assignment], network)).toBeNull();
  });

  it('expects none of a unit that nobody knows', () => {
    expect(uncoveredReason(subject, [assignment], undefined)).toBe('CENTRE_NOT_OPERATING');
  });
});
