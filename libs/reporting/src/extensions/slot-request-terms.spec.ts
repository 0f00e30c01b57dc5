import * as fc from 'fast-check';
import { slotStateAt, type Slot } from '../slots/slot.js';
import { kindsTaken, liesWithin, takes, untilBounds } from './slot-request-terms.js';

const slot = {
  opensAt: '2026-10-31T19:00:00.000Z',
  dueAt: '2026-11-11T13:00:00.000Z',
  extendedDueAt: null,
  lockAt: '2027-01-10T13:00:00.000Z',
  reopenedUntil: null,
  waivedAt: null,
  cancelledAt: null,
  firstSubmittedAt: null,
} as Slot;
const BEFORE = '2026-10-01T00:00:00.000Z';
const OPEN = '2026-11-12T00:00:00.000Z';
const LOCKED = '2027-01-10T13:00:00.000Z';
const waived = { ...slot, waivedAt: '2026-11-01T00:00:00.000Z' };
const cancelled = { ...slot, cancelledAt: '2026-11-01T00:00:00.000Z' };

describe(kindsTaken.name, () => {
  it.each([
    ['a report to come', slot, BEFORE, ['EXTENSION', 'WAIVER']],
    ['an open one', slot, OPEN, ['EXTENSION', 'WAIVER']],
    ['one that is closed for entry', slot, LOCKED, ['WAIVER', 'REOPENING']],
    ['a waived one', waived, OPEN, ['WAIVER_REVOCATION']],
    ['a waived one after its time', waived, LOCKED, ['WAIVER_REVOCATION']],
    ['a cancelled one', cancelled, OPEN, []],
    ['one that was handed in and recalled', { ...slot, firstSubmittedAt: OPEN }, OPEN, ['WAIVER']],
    ['one that is open again', { ...slot, reopenedUntil: '2027-01-20T00:00:00.000Z' }, LOCKED, ['WAIVER']],
  ])('of %s', (_, asked, instant, kinds) => {
    expect(kindsTaken({ slot: asked, isHandedIn: false }, instant)).toEqual(kinds);
  });

  it('has nothing for a report that is with headquarters', () => {
    const facts = { slot: { ...slot, firstSubmittedAt: OPEN }, isHandedIn: true };
    expect([kindsTaken(facts, OPEN), kindsTaken(facts, LOCKED)]).toEqual([[], []]);
  });
});

describe(takes.name, () => {
  it('grants an extension although the report came in while nobody decided', () => {
    const facts = { slot: { ...slot, firstSubmittedAt: OPEN }, isHandedIn: true };
    expect(takes('EXTENSION', facts, OPEN, 'GRANT')).toBe(true);
  });

  it('grants no extension of a report that was waived meanwhile', () => {
    expect(takes('EXTENSION', { slot: waived, isHandedIn: false }, OPEN, 'GRANT')).toBe(false);
  });

  it('grants no waiver of a report that came in meanwhile', () => {
    expect(takes('WAIVER', { slot, isHandedIn: true }, OPEN, 'GRANT')).toBe(false);
  });
});

describe(untilBounds.name, () => {
  it('puts an extension between the due instant and thirty days after it', () => {
    expect(untilBounds('EXTENSION', slot, BEFORE)).toEqual({
      after: '2026-11-11T13:00:00.000Z',
      notAfter: '2026-12-11T13:00:00.000Z',
    });
  });

  it('counts a second extension from the original due instant', () => {
    const extended = { ...slot, extendedDueAt: '2026-12-01T00:00:00.000Z' };
    expect(untilBounds('EXTENSION', extended, OPEN)).toEqual({
      after: '2026-12-01T00:00:00.000Z',
      notAfter: '2026-12-11T13:00:00.000Z',
    });
  });

  it('grants no time that has passed already', () => {
    expect(untilBounds('EXTENSION', slot, OPEN)?.after).toBe(OPEN);
  });

  it('ends a re-opening within thirty days', () => {
    expect(untilBounds('REOPENING', slot, LOCKED)).toEqual({
      after: LOCKED,
      notAfter: '2027-02-09T13:00:00.000Z',
    });
  });

  it.each(['WAIVER', 'WAIVER_REVOCATION'] as const)('knows none for a %s', (kind) => {
    expect(untilBounds(kind, slot, OPEN)).toBeNull();
  });
});

describe(liesWithin.name, () => {
  const bounds = { after: '2026-11-11T13:00:00.000Z', notAfter: '2026-12-11T13:00:00.000Z' };

  it.each([
    ['2026-11-11T13:00:00.000Z', false],
    ['2026-11-11T13:00:00.001Z', true],
    ['2026-12-11T13:00:00.000Z', true],
    ['2026-12-11T13:00:00.001Z', false],
  ])('%s: %s', (until, expected) => {
    expect(liesWithin(until, bounds)).toBe(expected);
  });
});

describe('a re-opening', () => {
  const instants = fc
    .date({
      min: new Date('2026-10-01T00:00:00Z'),
      max: new Date('2028-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString());

  it('never opens a report before its time, and is over by itself', () => {
    fc.assert(
      fc.property(instants, instants, (reopenedUntil, now) => {
        const state = slotStateAt({ ...slot, reopenedUntil }, now);
        const isOpen = now >= slot.opensAt && (now < slot.lockAt || now < reopenedUntil);
        expect(state === 'OPEN').toBe(isOpen);
      }),
    );
  });
});
