import { documentedDate } from '#calendars';
import type { NewClaim } from '#evidence';
import type { CounterpartAuthority, Partner, PartnerKind, PartnerStatus } from '#partnerships';
import type { PartnerFact } from './facts-file.js';

const KINDS: Readonly<Record<string, PartnerKind>> = {
  country: 'COUNTRY',
  internationalOrganisation: 'INTERNATIONAL_ORGANISATION',
};

/**
 * Our own status for each documented word: active where centres operate, engaged where something is signed,
 * prospect where it is not. The documented word stays beside it.
 */
const STATUSES: Readonly<Record<string, PartnerStatus>> = {
  operating: 'ACTIVE',
  signed: 'ENGAGED',
  approved: 'ENGAGED',
  implementing: 'ENGAGED',
  studyVisit: 'ENGAGED',
  associationOnly: 'PROSPECT',
  preliminaryAgreement: 'PROSPECT',
  talks: 'PROSPECT',
  unclear: 'PROSPECT',
};

/** @throws Error for a kind or status word that the register does not know. */
export function partnerOf(fact: PartnerFact): Partner {
  return {
    code: fact.id,
    kind: known(KINDS, fact.type),
    iso3166: fact.iso2,
    iso3: fact.iso3,
    name: fact.name,
    status: known(STATUSES, fact.cooperationStatus),
    relationKind: fact.relationKind,
    cooperationStatus: fact.cooperationStatus,
    note: fact.note,
  };
}

export function authoritiesOf(fact: PartnerFact): CounterpartAuthority[] {
  return fact.counterpartBodies.map((body) => ({
    name: body.name,
    role: body.role,
    from: documentedDate(body.from),
    until: documentedDate(body.to),
  }));
}

/** What the partner's own sources say as a whole. */
export function partnerClaim(fact: PartnerFact): NewClaim {
  const { cooperationStatus, relationKind, operatesCentre, signedInstrumentDocumented } = fact;
  return {
    partner: fact.id,
    origin: `facts:partners/${fact.id}`,
    subjectType: 'PARTNER',
    subjectCode: fact.id,
    property: 'cooperation',
    value: { cooperationStatus, relationKind, operatesCentre, signedInstrumentDocumented },
    valueText: cooperationStatus,
    unit: null,
    asOf: documentedDate(null),
    note: fact.note,
    status: 'CLAIMED',
    conflictGroup: null,
    sources: fact.sources,
  };
}

function known<Value>(table: Readonly<Record<string, Value>>, word: string): Value {
  const value = table[word];
  if (value === undefined) throw new Error(`The facts use a word that the register does not know: ${word}`);
  return value;
}
