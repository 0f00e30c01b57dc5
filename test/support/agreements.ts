import { documentedDate } from '#calendars';
import { statusOn } from '../../libs/partnerships/src/instruments/instrument.lifecycle.js';
import type {
  ActKind,
  Instrument,
  InstrumentAct,
} from '../../libs/partnerships/src/instruments/instrument.js';
import type { InstrumentOnDay } from '../../libs/partnerships/src/instruments/instruments.service.js';
import { UNKNOWN_TERMS } from '../../libs/partnerships/src/terms/instrument-terms.js';

let made = 0;

/** An act as it would have been recorded; spell out only what matters. */
export function anAct(
  act: ActKind,
  party: string,
  date: string | null,
  more: Partial<InstrumentAct> = {},
): InstrumentAct {
  made += 1;
  return {
    id: `act-${made}`,
    act,
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

/** The signatures of both sides of a bilateral instrument with Pakistan. */
export const signatures = (date: string): InstrumentAct[] => [
  anAct('SIGNED', 'HQ', date),
  anAct('SIGNED', 'PK', date),
];

/** A bilateral instrument with Pakistan that enters into force by signature; nothing is signed yet. */
export function anInstrument(more: Partial<Instrument> = {}): Instrument {
  made += 1;
  return {
    id: `instrument-${made}`,
    partner: 'PK',
    code: `AGR-PK-${made}`,
    kind: 'INTERAGENCY_MOU',
    class: 'NON_TREATY',
    documentedType: null,
    title: 'Memorandum',
    titles: [],
    place: null,
    depositary: null,
    hqParty: null,
    counterpart: 'Ministry',
    covers: [],
    relationKind: null,
    entryIntoForceRule: 'ON_SIGNATURE',
    entryIntoForceOn: null,
    ratificationsNeeded: null,
    entryIntoForceDays: 0,
    terms: UNKNOWN_TERMS,
    supersedes: null,
    amends: null,
    note: null,
    parties: ['PK'],
    partyDetails: [],
    rev: 1,
    acceded: [],
    supersededBy: [],
    amendedBy: [],
    acts: [],
    ...more,
  };
}

/** The same as it stands on a day. */
export function onDay(instrument: Instrument, asOf: string): InstrumentOnDay {
  return { ...instrument, asOf, standing: statusOn(instrument, asOf), openActs: [] };
}
