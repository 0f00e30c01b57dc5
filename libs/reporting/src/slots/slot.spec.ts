import { slotStateAt, timelinessAt, type Slot } from './slot.js';

const slot = {
  opensAt: '2026-10-31T19:00:00.000Z',
  dueAt: '2026-11-11T13:00:00.000Z',
  lockAt: '2027-11-11T13:00:00.000Z',
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
