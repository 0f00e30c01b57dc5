import { documentedDate } from '#calendars';
import { UNKNOWN_TERMS } from '../terms/instrument-terms.js';
import type { InstrumentFacts } from './entry-into-force.js';
import { ACTS_OPEN_IN, recordedStatus, statusOn } from './instrument.lifecycle.js';
import { ACT_KINDS, INSTRUMENT_STATUSES, type ActKind, type InstrumentAct } from './instrument.js';

let recorded = 0;

function act(
  kind: ActKind,
  party: string,
  date: string | null,
  more: Partial<InstrumentAct> = {},
): InstrumentAct {
  recorded += 1;
  return {
    id: `act-${recorded}`,
    act: kind,
    party,
    date: documentedDate(date),
    future: false,
    knownBy: null,
    note: null,
    reservation: null,
    newUntil: documentedDate(null),
    recordedAt: '2026-01-01T00:00:00Z',
    voidedAt: null,
    voidReason: null,
    ...more,
  };
}

function instrument(acts: InstrumentAct[], more: Partial<InstrumentFacts> = {}): InstrumentFacts {
  return {
    parties: ['PK'],
    entryIntoForceRule: 'UNKNOWN',
    entryIntoForceOn: null,
    ratificationsNeeded: null,
    acceded: [],
    entryIntoForceDays: 0,
    terms: UNKNOWN_TERMS,
    supersededBy: [],
    acts,
    ...more,
  };
}

const signed = (date: string | null = '2025-09-10'): InstrumentAct[] => [
  act('SIGNED', 'HQ', date),
  act('SIGNED', 'PK', date),
];

/** For each status the acts that may follow, written out once more so that the table cannot drift unseen. */
const OPEN: Record<string, string> = {
  DRAFT: 'INITIALLED SIGNED ACCEDED',
  INITIALLED: 'INITIALLED SIGNED ACCEDED',
  SIGNED:
    'INITIALLED APPROVED RATIFIED ACCEDED DOCUMENTS_EXCHANGED NOTIFIED REGISTERED RENEWED AMENDED SUSPENDED DENOUNCED TERMINATED',
  PENDING_PROCEDURES:
    'INITIALLED APPROVED RATIFIED ACCEDED DOCUMENTS_EXCHANGED NOTIFIED REGISTERED AMENDED DENOUNCED TERMINATED',
  IN_FORCE:
    'INITIALLED APPROVED RATIFIED ACCEDED DOCUMENTS_EXCHANGED NOTIFIED REGISTERED RENEWED AMENDED SUSPENDED DENOUNCED TERMINATED',
  EXPIRING:
    'INITIALLED APPROVED RATIFIED ACCEDED DOCUMENTS_EXCHANGED NOTIFIED REGISTERED RENEWED AMENDED SUSPENDED DENOUNCED TERMINATED',
  RENEWED:
    'INITIALLED APPROVED RATIFIED ACCEDED DOCUMENTS_EXCHANGED NOTIFIED REGISTERED RENEWED AMENDED SUSPENDED DENOUNCED TERMINATED',
  EXPIRED: 'REGISTERED RENEWED',
  SUSPENDED: 'REGISTERED NOTIFIED RENEWED AMENDED RESUMED DENOUNCED TERMINATED',
  TERMINATED: 'REGISTERED',
};

describe('ACTS_OPEN_IN', () => {
  const pairs = INSTRUMENT_STATUSES.flatMap((status) =>
    ACT_KINDS.map((kind) => [status, kind, OPEN[status].split(' ').includes(kind)] as const),
  );

  it.each(pairs)('in %s, recording %s is open: %p', (status, kind, open) => {
    expect(ACTS_OPEN_IN[status].includes(kind)).toBe(open);
  });
});

describe(statusOn.name, () => {
  it('is a draft without acts', () => {
    expect(statusOn(instrument([]), '2026-01-01').status).toBe('DRAFT');
  });

  it('is still a draft when one side initialled', () => {
    expect(statusOn(instrument([act('INITIALLED', 'PK', '2025-01-01')]), '2026-01-01').status).toBe('DRAFT');
  });

  it('is initialled when two sides did', () => {
    const acts = [act('INITIALLED', 'PK', '2025-01-01'), act('INITIALLED', 'HQ', '2025-01-01')];
    expect(statusOn(instrument(acts), '2026-01-01').status).toBe('INITIALLED');
  });

  it('is not signed while one party of several has not signed', () => {
    const acts = [...signed(), act('SIGNED', 'AF', '2025-09-10')];
    expect(statusOn(instrument(acts, { parties: ['PK', 'AF', 'UG'] }), '2026-01-01').status).toBe('DRAFT');
  });

  it('is signed with unknown entry into force when no source gives the rule', () => {
    expect(statusOn(instrument(signed()), '2026-01-01')).toEqual({
      status: 'SIGNED',
      possibleStatus: 'SIGNED',
      entryIntoForce: { state: 'UNKNOWN', date: null },
    });
  });

  it('is a draft on the day before the signature and signed on its day', () => {
    const facts = instrument(signed('2025-09-10'));
    expect([statusOn(facts, '2025-09-09').status, statusOn(facts, '2025-09-10').status]).toEqual([
      'DRAFT',
      'SIGNED',
    ]);
  });

  it('is possibly signed within the month and certainly at its end when only the month is known', () => {
    const facts = instrument(signed('2025-02'));
    expect(statusOn(facts, '2025-02-14')).toMatchObject({ status: 'DRAFT', possibleStatus: 'SIGNED' });
    expect(statusOn(facts, '2025-02-28').status).toBe('SIGNED');
  });

  it('takes a signature without a date as possible at any time and as certain once it is known', () => {
    const acts = signed(null).map((each) => ({ ...each, knownBy: '2026-11-21' }));
    expect(statusOn(instrument(acts), '2020-01-01')).toMatchObject({
      status: 'DRAFT',
      possibleStatus: 'SIGNED',
    });
    expect(statusOn(instrument(acts), '2026-11-21').status).toBe('SIGNED');
  });

  it('does not take a future act without a date as possible', () => {
    const acts = signed(null).map((each) => ({ ...each, future: true }));
    expect(statusOn(instrument(acts), '2026-01-01').possibleStatus).toBe('DRAFT');
  });

  it('leaves voided acts out', () => {
    const [own, other] = signed();
    const voided = { ...own, voidedAt: '2026-01-01T00:00:00Z', voidReason: 'wrong text' };
    expect(statusOn(instrument([voided, other]), '2026-01-01').status).toBe('DRAFT');
  });

  it('enters into force by signature on the day of the last one', () => {
    const acts = [act('SIGNED', 'PK', '2025-10-01'), act('SIGNED', 'HQ', '2025-09-10')];
    const { status, entryIntoForce } = statusOn(
      instrument(acts, { entryIntoForceRule: 'ON_SIGNATURE' }),
      '2026-01-01',
    );
    expect([status, entryIntoForce.date?.latest]).toEqual(['IN_FORCE', '2025-10-01']);
  });

  it.each(['APPROVED', 'RATIFIED', 'ACCEDED'] as const)(
    'waits for the consent of every party and takes %s for it',
    (kind) => {
      const rule = { entryIntoForceRule: 'ON_APPROVAL' } as const;
      const own = [...signed(), act(kind, 'HQ', '2025-11-01')];
      expect(statusOn(instrument(own, rule), '2026-01-01').status).toBe('PENDING_PROCEDURES');
      const both = [...own, act(kind, 'PK', '2025-12-01')];
      expect(statusOn(instrument(both, rule), '2026-01-01').status).toBe('IN_FORCE');
    },
  );

  it('enters into force with the last notification', () => {
    const rule = { entryIntoForceRule: 'ON_LAST_NOTIFICATION' } as const;
    const acts = [...signed(), act('NOTIFIED', 'PK', '2025-12-05'), act('NOTIFIED', 'HQ', '2025-11-01')];
    expect(statusOn(instrument(acts.slice(0, 3), rule), '2026-01-01').status).toBe('PENDING_PROCEDURES');
    expect(statusOn(instrument(acts, rule), '2026-01-01').entryIntoForce.date?.latest).toBe('2025-12-05');
  });

  it('takes an exchange of documents for the notification of all sides', () => {
    const acts = [...signed(), act('DOCUMENTS_EXCHANGED', 'HQ', '2025-11-01')];
    const facts = instrument(acts, { entryIntoForceRule: 'ON_LAST_NOTIFICATION' });
    expect(statusOn(facts, '2026-01-01').status).toBe('IN_FORCE');
  });

  it('enters into force on a fixed date and not before', () => {
    const facts = instrument(signed(), { entryIntoForceRule: 'FIXED_DATE', entryIntoForceOn: '2026-01-01' });
    expect([statusOn(facts, '2025-12-31').status, statusOn(facts, '2026-01-01').status]).toEqual([
      'SIGNED',
      'IN_FORCE',
    ]);
  });

  it('enters into force with the nth ratification, on its date', () => {
    const acts = [
      ...signed(),
      act('SIGNED', 'UG', '2025-09-10'),
      act('RATIFIED', 'PK', '2025-12-01'),
      act('RATIFIED', 'HQ', '2025-10-01'),
    ];
    const facts = instrument(acts, {
      parties: ['PK', 'UG'],
      entryIntoForceRule: 'NTH_RATIFICATION',
      ratificationsNeeded: 2,
    });
    expect(statusOn(facts, '2025-11-30').status).toBe('PENDING_PROCEDURES');
    expect(statusOn(facts, '2025-12-01').entryIntoForce).toMatchObject({
      state: 'ENTERED',
      date: { latest: '2025-12-01' },
    });
  });

  it('counts two ratifications of one party once', () => {
    const acts = [...signed(), act('APPROVED', 'PK', '2025-10-01'), act('RATIFIED', 'PK', '2025-11-01')];
    const facts = instrument(acts, { entryIntoForceRule: 'NTH_RATIFICATION', ratificationsNeeded: 2 });
    expect(statusOn(facts, '2026-01-01').status).toBe('PENDING_PROCEDURES');
  });

  it('is suspended from the suspension until it resumes', () => {
    const acts = [
      ...signed('2025-01-01'),
      act('RESUMED', 'HQ', '2025-08-01'),
      act('SUSPENDED', 'HQ', '2025-06-01'),
    ];
    const facts = instrument(acts, { entryIntoForceRule: 'ON_SIGNATURE' });
    expect(['2025-05-31', '2025-06-01', '2025-08-01'].map((day) => statusOn(facts, day).status)).toEqual([
      'IN_FORCE',
      'SUSPENDED',
      'IN_FORCE',
    ]);
  });

  it('is terminated from the termination on, whatever else was recorded', () => {
    const acts = [
      ...signed('2025-01-01'),
      act('SUSPENDED', 'HQ', '2025-06-01'),
      act('TERMINATED', 'HQ', '2025-07-01'),
    ];
    expect(statusOn(instrument(acts), '2025-07-01').status).toBe('TERMINATED');
  });

  it('ends when one of two parties denounces it', () => {
    const acts = [...signed(), act('DENOUNCED', 'PK', '2025-12-01')];
    expect(statusOn(instrument(acts), '2026-01-01').status).toBe('TERMINATED');
  });

  it('lives on between two parties when the third one leaves', () => {
    const acts = [...signed(), act('SIGNED', 'UG', '2025-09-10'), act('DENOUNCED', 'PK', '2025-12-01')];
    expect(statusOn(instrument(acts, { parties: ['PK', 'UG'] }), '2026-01-01').status).toBe('SIGNED');
  });

  it.each(['REGISTERED', 'RENEWED', 'AMENDED'] as const)('is not moved by %s', (kind) => {
    const acts = [...signed(), act(kind, 'HQ', '2025-12-01')];
    expect(statusOn(instrument(acts), '2026-01-01').status).toBe('SIGNED');
  });
});

describe(recordedStatus.name, () => {
  it('looks at acts of the future too', () => {
    const acts = signed('2030-01-01').map((each) => ({ ...each, future: true }));
    expect(recordedStatus(instrument(acts), '2026-01-01')).toBe('SIGNED');
  });
});
