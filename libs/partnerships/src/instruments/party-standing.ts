import type { DocumentedDate } from '#calendars';
import { HQ_SCOPE } from '#platform';
import { shiftDocumented } from '../terms/duration.js';
import { BINDING, CONSENT, entryOf, type InstrumentFacts } from './entry-into-force.js';
import { actsBy, validActs, withdrawnBy } from './instrument.lifecycle.js';
import type { ActKind, InstrumentAct } from './instrument.js';

export const PARTY_STATES = ['NONE', 'INITIALLED', 'SIGNED', 'CONSENTED', 'IN_FORCE', 'WITHDRAWN'] as const;
export type PartyState = (typeof PARTY_STATES)[number];

/** What one party did, as collections of treaties list it: one line for each participant. */
export interface PartyStanding {
  party: string;
  acceded: boolean;
  state: PartyState;
  signedOn: DocumentedDate | null;
  consent: { act: ActKind; date: DocumentedDate } | null;
  inForceSince: DocumentedDate | null;
  /** When its denunciation took or takes effect. */
  withdrawnOn: DocumentedDate | null;
  reservations: string[];
}

/** The standing of every party on a day, headquarters first; nothing is in force for a party without its own consent. */
export function partyStandings(facts: InstrumentFacts, day: string): PartyStanding[] {
  const acts = actsBy(validActs(facts), day, 'CERTAIN');
  const entry = entryOf(facts, acts, day, 'CERTAIN');
  const withdrawn = withdrawnBy(facts, acts, day, 'CERTAIN');
  const entered = entry.state === 'ENTERED' ? entry.date : null;
  return [HQ_SCOPE, ...facts.parties].map((party) =>
    standingOf(
      facts,
      party,
      acts.filter((act) => act.party === party),
      {
        entered,
        exchanged: acts.find((act) => act.act === 'DOCUMENTS_EXCHANGED'),
        gone: withdrawn.has(party),
      },
    ),
  );
}

interface Whole {
  entered: DocumentedDate | null;
  exchanged: InstrumentAct | undefined;
  gone: boolean;
}

function standingOf(
  facts: InstrumentFacts,
  party: string,
  own: readonly InstrumentAct[],
  whole: Whole,
): PartyStanding {
  const consent = own.find((act) => CONSENT.includes(act.act)) ?? null;
  const denounced = own.find((act) => act.act === 'DENOUNCED');
  const inForceSince = forceDate(facts, own, whole);
  return {
    party,
    acceded: facts.acceded.includes(party),
    state: whole.gone ? 'WITHDRAWN' : inForceSince ? 'IN_FORCE' : stateBefore(own, consent),
    signedOn: own.find((act) => act.act === 'SIGNED')?.date ?? null,
    consent: consent && { act: consent.act, date: consent.date },
    inForceSince,
    withdrawnOn: denounced ? afterNotice(facts, denounced) : null,
    reservations: own.flatMap(({ reservation }) => (reservation === null ? [] : [reservation])),
  };
}

function stateBefore(own: readonly InstrumentAct[], consent: InstrumentAct | null): PartyState {
  if (consent) return 'CONSENTED';
  if (own.some((act) => act.act === 'SIGNED')) return 'SIGNED';
  return own.some((act) => act.act === 'INITIALLED') ? 'INITIALLED' : 'NONE';
}

/** The later of the entry into force of the whole and the party's own consent. */
function forceDate(
  facts: InstrumentFacts,
  own: readonly InstrumentAct[],
  whole: Whole,
): DocumentedDate | null {
  const act = ownConsent(facts, own) ?? exchangeFor(facts, own, whole);
  if (!whole.entered || !act) return null;
  const later = (act.date.latest ?? '') > (whole.entered.latest ?? '');
  return later ? act.date : whole.entered;
}

function ownConsent(facts: InstrumentFacts, own: readonly InstrumentAct[]): InstrumentAct | undefined {
  const kinds = consentKinds(facts);
  return own.find((act) => kinds.includes(act.act));
}

function consentKinds(facts: InstrumentFacts): readonly ActKind[] {
  switch (facts.entryIntoForceRule) {
    case 'ON_SIGNATURE':
    case 'FIXED_DATE':
      return BINDING;
    case 'ON_APPROVAL':
    case 'NTH_RATIFICATION':
      return CONSENT;
    case 'ON_LAST_NOTIFICATION':
      return ['NOTIFIED', 'ACCEDED'];
    case 'UNKNOWN':
      return [];
  }
}

/** Documents are exchanged between all sides at once: it is the consent of whoever signed. */
function exchangeFor(
  facts: InstrumentFacts,
  own: readonly InstrumentAct[],
  whole: Whole,
): InstrumentAct | undefined {
  const counts = facts.entryIntoForceRule === 'ON_LAST_NOTIFICATION';
  return counts && own.some((act) => BINDING.includes(act.act)) ? whole.exchanged : undefined;
}

function afterNotice(facts: InstrumentFacts, act: InstrumentAct): DocumentedDate {
  const { noticePeriod } = facts.terms;
  return noticePeriod === null ? act.date : shiftDocumented(act.date, noticePeriod);
}
