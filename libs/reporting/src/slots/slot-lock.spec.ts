import { lockOfSlot } from './slot-lock.js';
import type { Slot } from './slot.js';

const slot = {
  id: '01900000-0000-7000-8000-000000000001',
  lockAt: '2027-01-10T13:00:00.000Z',
  reopenedUntil: null,
  waivedAt: '2026-11-01T00:00:00.000Z',
  waivedBy: 'somebody',
  cancelledAt: '2026-11-02T00:00:00.000Z',
  cancelReason: 'CENTRE_NOT_OPERATING',
} as Slot;
const LINK = `/api/v1/report-slots/${slot.id}`;

describe(lockOfSlot.name, () => {
  it('is none while entry is open', () => {
    expect(lockOfSlot(slot, 'OPEN')).toBeNull();
  });

  it('points to the slot, where the opening stands, before it', () => {
    expect(lockOfSlot(slot, 'SCHEDULED')).toEqual({
      reason: 'NOT_OPEN_YET',
      since: null,
      by: null,
      remedyLink: LINK,
    });
  });

  it('points to the re-opening after the end of entry', () => {
    expect(lockOfSlot(slot, 'CLOSED_FOR_ENTRY')).toEqual({
      reason: 'PERIOD_FROZEN',
      since: '2027-01-10T13:00:00.000Z',
      by: null,
      remedyLink: `${LINK}/reopening`,
    });
  });

  it('counts from the end of the last re-opening', () => {
    const reopened = { ...slot, reopenedUntil: '2027-01-20T00:00:00.000Z' };
    expect(lockOfSlot(reopened, 'CLOSED_FOR_ENTRY')?.since).toBe('2027-01-20T00:00:00.000Z');
  });

  it('names who waived the report, and how that is revoked', () => {
    expect(lockOfSlot(slot, 'WAIVED')).toEqual({
      reason: 'PERIOD_FROZEN',
      since: '2026-11-01T00:00:00.000Z',
      by: 'somebody',
      remedyLink: `${LINK}/waiver-revocation`,
    });
  });

  it('has no way out of a cancellation that somebody could ask for', () => {
    expect(lockOfSlot(slot, 'CANCELLED')).toEqual({
      reason: 'CENTRE_NOT_OPERATING',
      since: '2026-11-02T00:00:00.000Z',
      by: null,
      remedyLink: null,
    });
  });

  it('takes a cancellation without a reason for a missing assignment', () => {
    expect(lockOfSlot({ ...slot, cancelReason: null }, 'CANCELLED')?.reason).toBe('NO_ASSIGNMENT');
  });
});
