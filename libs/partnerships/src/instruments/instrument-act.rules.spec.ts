import { documentedDate } from '#calendars';
import { UNKNOWN_TERMS } from '../terms/instrument-terms.js';
import { actFaults, type ActSurroundings } from './instrument-act.rules.js';
import type { ActKind, InstrumentAct, NewAct } from './instrument.js';

const TODAY = '2026-11-22';

function act(kind: ActKind, party: string, date: string | null, future = false): NewAct {
  return {
    act: kind,
    party,
    date: documentedDate(date),
    future,
    knownBy: null,
    note: null,
    reservation: null,
    newUntil: documentedDate(null),
  };
}

function recordedAct(kind: ActKind, party: string, date: string | null, voided = false): InstrumentAct {
  const voidedAt = voided ? '2026-01-01T00:00:00Z' : null;
  return {
    ...act(kind, party, date),
    id: `${kind}-${party}`,
    recordedAt: '2026-01-01T00:00:00Z',
    voidedAt,
    voidReason: null,
  };
}

function faults(given: NewAct, recorded: InstrumentAct[] = []): string[] {
  return faultsAround(given, { acts: recorded });
}

function faultsAround(given: NewAct, around: Partial<ActSurroundings>): string[] {
  const surroundings: ActSurroundings = {
    parties: ['PK'],
    multilateral: false,
    entryIntoForceRule: 'UNKNOWN',
    entryIntoForceOn: null,
    terms: UNKNOWN_TERMS,
    acts: [],
    ...around,
  };
  return actFaults(given, surroundings, TODAY).map(({ code }) => code);
}

describe(actFaults.name, () => {
  it('finds nothing wrong with a signature of today', () => {
    expect(faults(act('SIGNED', 'PK', TODAY))).toEqual([]);
  });

  it('refuses an act of somebody who is no party', () => {
    expect(faults(act('SIGNED', 'ET', '2025-01-01'))).toEqual(['act.unknown-party']);
  });

  it('refuses a second signature of the same party', () => {
    expect(faults(act('SIGNED', 'PK', '2025-02-01'), [recordedAct('SIGNED', 'PK', '2025-01-01')])).toEqual([
      'act.repeated',
    ]);
  });

  it('takes a signature again after the wrong one was voided', () => {
    const voided = recordedAct('SIGNED', 'PK', '2025-01-01', true);
    expect(faults(act('SIGNED', 'PK', '2025-02-01'), [voided])).toEqual([]);
  });

  it('refuses a day that has not come unless it is flagged', () => {
    expect(faults(act('SIGNED', 'PK', '2026-11-23'))).toEqual(['act.future-not-flagged']);
    expect(faults(act('SIGNED', 'PK', '2026-11-23', true))).toEqual([]);
  });

  it('takes a month that has begun without the flag', () => {
    expect(faults(act('SIGNED', 'PK', '2026-11'))).toEqual([]);
  });

  it.each([TODAY, null])('refuses the future flag for %p', (date) => {
    expect(faults(act('SIGNED', 'PK', date, true))).toEqual(['act.not-future']);
  });

  it.each(['APPROVED', 'RATIFIED', 'NOTIFIED', 'SUSPENDED', 'DENOUNCED', 'TERMINATED'] as const)(
    'refuses %s of a party that did not sign',
    (kind) => {
      expect(faults(act(kind, 'PK', '2025-02-01'), [recordedAct('SIGNED', 'HQ', '2025-01-01')])).toEqual([
        'act.unsigned-party',
      ]);
    },
  );

  it('refuses an approval that certainly lies before the signature', () => {
    expect(faults(act('APPROVED', 'PK', '2024-12-31'), [recordedAct('SIGNED', 'PK', '2025-01')])).toEqual([
      'act.before-signature',
    ]);
  });

  it('takes an approval that some reading of the dates puts after the signature', () => {
    expect(faults(act('APPROVED', 'PK', '2025-01-10'), [recordedAct('SIGNED', 'PK', '2025-01')])).toEqual([]);
    expect(faults(act('APPROVED', 'PK', '2024-01-01'), [recordedAct('SIGNED', 'PK', null)])).toEqual([]);
  });

  it('takes an approval on the day of the signature', () => {
    const signature = recordedAct('SIGNED', 'PK', '2025-01-10');
    expect(faults(act('APPROVED', 'PK', '2025-01-10'), [signature])).toEqual([]);
  });

  it('refuses initialling after the signature', () => {
    expect(
      faults(act('INITIALLED', 'PK', '2025-02-01'), [recordedAct('SIGNED', 'PK', '2025-01-31')]),
    ).toEqual(['act.after-signature']);
  });

  it('refuses a signature before the initialling', () => {
    expect(
      faults(act('SIGNED', 'PK', '2025-01-01'), [recordedAct('INITIALLED', 'PK', '2025-01-02')]),
    ).toEqual(['act.before-initialling']);
  });

  it('refuses to resume before the suspension', () => {
    const suspended = recordedAct('SUSPENDED', 'HQ', '2025-06-01');
    expect(faults(act('RESUMED', 'HQ', '2025-05-31'), [suspended])).toEqual(['act.before-suspension']);
    expect(faults(act('RESUMED', 'HQ', '2025-06-02'), [suspended])).toEqual([]);
  });

  it('names every broken rule at once', () => {
    const given = act('APPROVED', 'PK', '2030-01-01');
    expect(faults(given, [])).toEqual(['act.future-not-flagged', 'act.unsigned-party']);
  });

  it('refuses the accession of a stranger to a bilateral instrument and takes it to one of several', () => {
    expect(faultsAround(act('ACCEDED', 'MY', '2025-01-01'), {})).toEqual(['act.unknown-party']);
    expect(faultsAround(act('ACCEDED', 'MY', '2025-01-01'), { multilateral: true })).toEqual([]);
  });

  it('refuses a signature after the fixed day of entry into force', () => {
    const fixed = { entryIntoForceRule: 'FIXED_DATE', entryIntoForceOn: '2025-01-31' } as const;
    expect(faultsAround(act('SIGNED', 'PK', '2025-02-01'), fixed)).toEqual([
      'entry.fixed-date-before-signature',
    ]);
    expect(faultsAround(act('SIGNED', 'PK', '2025-01'), fixed)).toEqual([]);
  });

  describe('of a renewal', () => {
    const terms = { ...UNKNOWN_TERMS, until: documentedDate('2025-12-31') };
    const around = { terms, acts: [recordedAct('SIGNED', 'PK', '2020-01-01')] };
    const renewal = (date: string, until: string | null): NewAct => ({
      ...act('RENEWED', 'PK', date),
      newUntil: documentedDate(until),
    });

    it('refuses one after the term was over', () => {
      expect(faultsAround(renewal('2026-01-01', '2030'), around)).toEqual(['act.after-expiry']);
      expect(faultsAround(renewal('2025-12-31', '2030'), around)).toEqual([]);
    });

    it('refuses one that does not lengthen the term', () => {
      expect(faultsAround(renewal('2025-06-01', '2025-12-31'), around)).toEqual(['act.term-not-longer']);
    });

    it('lets no other act set a new end', () => {
      const notice = { ...act('NOTIFIED', 'PK', '2025-06-01'), newUntil: documentedDate('2030') };
      expect(faultsAround(notice, around)).toEqual(['act.new-term-without-renewal']);
    });
  });
});
