import {
  isReviewOverdue,
  lockOfReport,
  lockOfRevision,
  lockOfSlot,
  takesEntry,
  type EntryTerms,
  type LockedRevision,
} from './slot-lock.js';
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

const revision: LockedRevision & EntryTerms = {
  id: '01900000-0000-7000-8000-000000000002',
  slotId: slot.id,
  state: 'DRAFT',
  readyBy: 'clerk',
  submittedAt: '2026-11-05T08:00:00.000Z',
  reviewerId: null,
  reviewStartedAt: null,
  decidedBy: 'reviewer',
  decidedAt: '2026-11-09T08:00:00.000Z',
  correctionOf: null,
  resubmitBy: null,
};
const STEPS = `/api/v1/submissions/${revision.id}/transitions`;

describe(lockOfRevision.name, () => {
  it.each<[string, Partial<LockedRevision>, unknown]>([
    ['DRAFT', {}, null],
    ['READY', {}, { reason: 'UNDER_REVIEW', since: null, by: 'clerk', remedyLink: STEPS }],
    ['SUBMITTED', {}, { reason: 'UNDER_REVIEW', since: revision.submittedAt, by: null, remedyLink: STEPS }],
    [
      'IN_REVIEW',
      { reviewerId: 'reviewer', reviewStartedAt: '2026-11-06T08:00:00.000Z' },
      { reason: 'UNDER_REVIEW', since: '2026-11-06T08:00:00.000Z', by: 'reviewer', remedyLink: STEPS },
    ],
    ['RETURNED', {}, { reason: 'UNDER_REVIEW', since: revision.decidedAt, by: 'reviewer', remedyLink: LINK }],
    ['VOIDED', {}, { reason: 'UNDER_REVIEW', since: revision.decidedAt, by: 'reviewer', remedyLink: LINK }],
    [
      'ACCEPTED',
      {},
      {
        reason: 'ACCEPTED',
        since: revision.decidedAt,
        by: 'reviewer',
        remedyLink: '/api/v1/correction-requests',
      },
    ],
  ])('of a revision that is %s', (state, more, lock) => {
    expect(lockOfRevision({ ...revision, ...more, state })).toEqual(lock);
  });
});

describe(takesEntry.name, () => {
  const NOW = '2027-01-15T00:00:00.000Z';

  it.each<[string, Parameters<typeof takesEntry>[0], Partial<EntryTerms>, boolean]>([
    ['while the slot is open', 'OPEN', {}, true],
    ['not after its end', 'CLOSED_FOR_ENTRY', {}, false],
    ['into a correction, whatever the slot says', 'CLOSED_FOR_ENTRY', { correctionOf: 'r1' }, true],
    [
      'into a returned report until its answer is wanted',
      'CLOSED_FOR_ENTRY',
      { resubmitBy: '2027-01-15T00:00:00.001Z' },
      true,
    ],
    ['and no longer', 'CLOSED_FOR_ENTRY', { resubmitBy: NOW }, false],
    [
      'not into a returned report that was waived since',
      'WAIVED',
      { resubmitBy: '2027-02-01T00:00:00.000Z' },
      false,
    ],
  ])('%s', (_condition, state, terms, expected) => {
    expect(takesEntry(state, { ...revision, ...terms }, NOW)).toBe(expected);
  });
});

describe(lockOfReport.name, () => {
  const NOW = '2027-01-15T00:00:00.000Z';

  it('goes by the slot where no revision is', () => {
    expect(lockOfReport({ ...slot, submission: null }, 'CLOSED_FOR_ENTRY', NOW)?.reason).toBe(
      'PERIOD_FROZEN',
    );
  });

  it('goes by the revision first', () => {
    const submission = { ...revision, state: 'ACCEPTED' };
    expect(lockOfReport({ ...slot, submission }, 'CLOSED_FOR_ENTRY', NOW)?.reason).toBe('ACCEPTED');
  });

  it('is none for a returned report that may still be corrected', () => {
    const submission = { ...revision, resubmitBy: '2027-01-16T00:00:00.000Z' };
    expect(lockOfReport({ ...slot, submission }, 'CLOSED_FOR_ENTRY', NOW)).toBeNull();
  });
});

describe(isReviewOverdue.name, () => {
  it.each([
    ['SUBMITTED', '2026-11-12T14:00:00.000Z', true],
    ['IN_DIRECTOR_REVIEW', '2026-11-12T14:00:00.000Z', true],
    ['IN_REVIEW', '2026-11-12T14:00:00.001Z', false],
    ['ACCEPTED', '2026-11-12T14:00:00.000Z', false],
    ['SUBMITTED', null, false],
  ])('of a %s report due at %s is %s', (state, reviewDueAt, expected) => {
    expect(isReviewOverdue({ state, reviewDueAt }, '2026-11-12T14:00:00.001Z')).toBe(expected);
  });
});
