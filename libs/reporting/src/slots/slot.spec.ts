import {
  dueFlagsAt,
  effectiveDueAt,
  isOnTimeExtended,
  slotStateAt,
  timelinessAt,
  type Slot,
} from './slot.js';

const slot = {
  opensAt: '2026-10-31T19:00:00.000Z',
  dueAt: '2026-11-11T13:00:00.000Z',
  extendedDueAt: null,
  lockAt: '2027-11-11T13:00:00.000Z',
  reopenedUntil: null,
  waivedAt: null,
  cancelledAt: null,
  firstSubmittedAt: null,
} as Slot;

describe(slotStateAt.name, () => {
  it.each([
    ['2026-10-31T18:59:59.999Z', 'SCHEDULED'],
    ['2026-10-31T19:00:00.000Z', 'OPEN'],
    ['2026-11-11T13:00:00.001Z', 'OPEN'],
    ['2027-11-11T12:59:59.999Z', 'OPEN'],
    ['2027-11-11T13:00:00.000Z', 'CLOSED_FOR_ENTRY'],
  ])('at %s: %s', (instant, expected) => {
    expect(slotStateAt(slot, instant)).toBe(expected);
  });

  it.each([
    ['2026-01-01T00:00:00.000Z', 'before it opens'],
    ['2026-11-05T00:00:00.000Z', 'while it is open'],
    ['2028-01-01T00:00:00.000Z', 'after it closed'],
  ])('is waived at %s, %s', (instant) => {
    expect(slotStateAt({ ...slot, waivedAt: '2026-09-01T00:00:00.000Z' }, instant)).toBe('WAIVED');
  });

  it('is cancelled even if it was waived before', () => {
    const both = {
      ...slot,
      waivedAt: '2026-09-01T00:00:00.000Z',
      cancelledAt: '2026-09-02T00:00:00.000Z',
    };
    expect(slotStateAt(both, '2026-11-05T00:00:00.000Z')).toBe('CANCELLED');
  });
});

describe('a re-opened slot', () => {
  const reopened = { ...slot, reopenedUntil: '2027-12-01T00:00:00.000Z' };

  it.each([
    ['2027-11-11T13:00:00.000Z', 'OPEN'],
    ['2027-11-30T23:59:59.999Z', 'OPEN'],
    ['2027-12-01T00:00:00.000Z', 'CLOSED_FOR_ENTRY'],
  ])('at %s: %s', (instant, expected) => {
    expect(slotStateAt(reopened, instant)).toBe(expected);
  });

  it('stays waived', () => {
    const waived = { ...reopened, waivedAt: '2026-09-01T00:00:00.000Z' };
    expect(slotStateAt(waived, '2027-11-12T00:00:00.000Z')).toBe('WAIVED');
  });
});

describe(effectiveDueAt.name, () => {
  it.each([
    [null, '2026-11-11T13:00:00.000Z'],
    ['2026-11-20T13:00:00.000Z', '2026-11-20T13:00:00.000Z'],
    // A deadline that was recomputed later than an extension is the later one of the two.
    ['2026-11-10T13:00:00.000Z', '2026-11-11T13:00:00.000Z'],
  ])('with an extension to %s: %s', (extendedDueAt, expected) => {
    expect(effectiveDueAt({ ...slot, extendedDueAt })).toBe(expected);
  });
});

describe(isOnTimeExtended.name, () => {
  const extended = { ...slot, extendedDueAt: '2026-11-20T13:00:00.000Z' };

  it.each([
    [null, null],
    ['2026-11-11T13:00:00.000Z', true],
    ['2026-11-20T13:00:00.000Z', true],
    ['2026-11-20T13:00:00.001Z', false],
  ])('first handed in at %s: %s', (firstSubmittedAt, expected) => {
    expect(isOnTimeExtended({ ...extended, firstSubmittedAt })).toBe(expected);
  });

  it('leaves the timeliness as it was: an extension does not make a late report punctual', () => {
    const late = { ...extended, firstSubmittedAt: '2026-11-12T00:00:00.000Z' };
    expect(timelinessAt(late, '2026-12-01T00:00:00.000Z')).toBe('LATE');
  });
});

describe(dueFlagsAt.name, () => {
  const expected = { ...slot, handedIn: false };

  it.each([
    ['2026-11-08T12:59:59.999Z', false, false],
    ['2026-11-08T13:00:00.000Z', true, false],
    ['2026-11-11T13:00:00.000Z', true, false],
    ['2026-11-11T13:00:00.001Z', false, true],
    ['2027-11-11T13:00:00.000Z', false, true],
  ])('at %s: due soon %s, overdue %s', (instant, dueSoon, overdue) => {
    expect(dueFlagsAt(expected, instant)).toEqual({ dueSoon, overdue });
  });

  it('goes by the instant that was granted', () => {
    const extended = { ...expected, extendedDueAt: '2026-11-13T13:00:00.000Z' };
    expect(dueFlagsAt(extended, '2026-11-12T00:00:00.000Z')).toEqual({ dueSoon: true, overdue: false });
  });

  it.each([
    ['handed in', { handedIn: true }],
    ['waived', { waivedAt: '2026-11-01T00:00:00.000Z' }],
    ['cancelled', { cancelledAt: '2026-11-01T00:00:00.000Z' }],
  ])('asks for nothing that is %s', (_, change) => {
    const asked = { ...expected, ...change };
    expect([
      dueFlagsAt(asked, '2026-11-11T00:00:00.000Z'),
      dueFlagsAt(asked, '2026-11-12T00:00:00.000Z'),
    ]).toEqual([
      { dueSoon: false, overdue: false },
      { dueSoon: false, overdue: false },
    ]);
  });
});

describe(timelinessAt.name, () => {
  const NOW = '2026-12-24T00:00:00.000Z';

  it.each([
    ['2026-11-11T13:00:00.000Z', 'PENDING'],
    ['2026-11-11T13:00:00.001Z', 'OVERDUE'],
  ])('without a hand-in at %s: %s', (instant, expected) => {
    expect(timelinessAt(slot, instant)).toBe(expected);
  });

  it.each([
    ['2026-11-01T00:00:00.000Z', 'ON_TIME'],
    ['2026-11-11T13:00:00.000Z', 'ON_TIME'],
    ['2026-11-11T13:00:00.001Z', 'LATE'],
  ])('first handed in at %s: %s', (firstSubmittedAt, expected) => {
    expect(timelinessAt({ ...slot, firstSubmittedAt }, NOW)).toBe(expected);
  });
});
