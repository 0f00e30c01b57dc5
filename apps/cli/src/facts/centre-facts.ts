import { documentedDate, type DocumentedDate } from '#calendars';
import type { CentreDetails, NewInterval, Unit } from '#centres';
import type { NewClaim } from '#evidence';
import type { CentreFact, MilestoneFact, PartnerFact } from './facts-file.js';
import { statedPeriod } from './stated-period.js';

const TIME_ZONES: Readonly<Record<string, string>> = {
  AF: 'Asia/Kabul',
  ET: 'Africa/Addis_Ababa',
  ID: 'Asia/Jakarta',
  PK: 'Asia/Karachi',
  UG: 'Africa/Kampala',
  UZ: 'Asia/Tashkent',
};

/** Openings that are dated by the statement that they had happened, and so lie on or before it. */
export const STATED_OPENINGS: readonly string[] = ['MS-AF-3'];

export function networkCode(partner: string): string {
  return `NET-${partner}`;
}

/** The national network of a partner that operates centres. */
export function networkUnit(fact: PartnerFact): Unit {
  return {
    partner: fact.id,
    code: networkCode(fact.id),
    type: 'NETWORK',
    name: `${fact.name}: national network`,
    timeZone: timeZoneOf(fact.id),
  };
}

/** A network operates from its first documented opening. */
export function networkInterval(
  partner: string,
  milestones: readonly MilestoneFact[],
  knownBy: string,
): NewInterval {
  const opening = milestones.find((each) => each.partnerId === partner && each.stage === 'opening');
  if (!opening) return operating(documentedDate(null), knownBy);
  const stated = STATED_OPENINGS.includes(opening.id);
  return operating(documentedDate(opening.date, stated ? 'reported' : opening.datePrecision), knownBy);
}

/** Centres of a network that lie in another country, and the zone of that country. */
const ZONES_ABROAD: Readonly<Record<string, string>> = { 'CTR-AF-UAE': 'Asia/Dubai' };

export function centreUnit(fact: CentreFact): Unit {
  return {
    partner: fact.partnerId,
    code: fact.id,
    type: 'CENTRE',
    name: fact.name,
    timeZone: ZONES_ABROAD[fact.id] ?? timeZoneOf(fact.partnerId),
  };
}

export function centreInterval(fact: CentreFact, knownBy: string): NewInterval {
  return operating(documentedDate(fact.openingDate, fact.openingDatePrecision), knownBy);
}

export function centreDetails(fact: CentreFact): CentreDetails {
  return {
    localBrand: fact.localBrand,
    city: fact.city,
    admin1: fact.admin1,
    // Where the sources itemise what headquarters supplied, its support is documented; else the class is unknown.
    replicationClass: fact.suppliedByAsan.length > 0 ? 'SUPPORTED' : null,
    openingHours: fact.openingHours,
    operator: fact.operator,
    firstInNetwork: fact.firstInNetwork,
    note: fact.note,
  };
}

/** What the centre's sources say about it: one claim for each property that they mention. */
export function centreClaims(fact: CentreFact): NewClaim[] {
  const opening = documentedDate(fact.openingDate, fact.openingDatePrecision);
  return [
    { ...claim(fact, 'centre'), valueText: fact.name, note: fact.note },
    ...text(fact, 'openingDate', fact.openingDate, opening),
    ...figure(fact, 'institutionsAtOpening', fact.institutionsAtOpening, 'institutions', opening),
    ...figure(fact, 'servicesAtOpening', fact.servicesAtOpening, 'services', opening),
    ...figure(fact, 'floorArea', fact.floorAreaM2, 'square metres'),
    ...figure(fact, 'siteArea', fact.siteAreaM2, 'square metres'),
    ...figure(fact, 'counters', fact.counters, 'counters'),
    ...figure(fact, 'floors', fact.floors, 'floors'),
    ...text(fact, 'dailyVisitors', fact.dailyVisitors),
    ...text(fact, 'volunteers', fact.volunteers),
    ...text(fact, 'plannedBeforeOpening', fact.plannedBeforeOpening),
    ...list(fact, 'suppliedByAsan', fact.suppliedByAsan),
    ...list(fact, 'facilities', fact.facilities),
    ...laterClaims(fact),
    ...contradictions(fact),
  ];
}

function laterClaims(fact: CentreFact): NewClaim[] {
  return fact.later.map(({ asOf, institutions, services, kind }, index) => ({
    ...claim(fact, 'size', `later/${index}`),
    value: { institutions: asText(institutions), services: asText(services) },
    valueText: kind,
    asOf: statedPeriod(asOf),
  }));
}

/** Each remark names two readings of one thing, so none of them can be taken as it stands. */
function contradictions(fact: CentreFact): NewClaim[] {
  return fact.conflicts.map((remark, index) => ({
    ...claim(fact, 'contradiction', `conflicts/${index}`),
    valueText: remark,
    status: 'DISPUTED' as const,
  }));
}

function figure(
  fact: CentreFact,
  property: string,
  value: number | null,
  unit: string,
  asOf: DocumentedDate = documentedDate(null),
): NewClaim[] {
  if (value === null) return [];
  return [{ ...claim(fact, property), value: String(value), valueText: String(value), unit, asOf }];
}

function text(
  fact: CentreFact,
  property: string,
  words: string | null,
  asOf: DocumentedDate = documentedDate(null),
): NewClaim[] {
  return words === null ? [] : [{ ...claim(fact, property), valueText: words, asOf }];
}

function list(fact: CentreFact, property: string, items: readonly string[]): NewClaim[] {
  return items.length === 0
    ? []
    : [{ ...claim(fact, property), value: [...items], valueText: items.join('; ') }];
}

function claim(fact: CentreFact, property: string, part: string = property): NewClaim {
  return {
    partner: fact.partnerId,
    origin: `facts:centres/${fact.id}/${part}`,
    subjectType: 'CENTRE',
    subjectCode: fact.id,
    property,
    value: null,
    valueText: null,
    unit: null,
    asOf: documentedDate(null),
    note: null,
    status: 'CLAIMED',
    conflictGroup: null,
    sources: fact.sources,
  };
}

function operating(from: DocumentedDate, knownBy: string): NewInterval {
  return { status: 'OPERATING', from, until: documentedDate(null), knownBy, note: null };
}

function asText(value: number | null): string | null {
  return value === null ? null : String(value);
}

function timeZoneOf(partner: string): string {
  const zone = TIME_ZONES[partner];
  if (!zone) throw new Error(`No time zone is known for the units of ${partner}.`);
  return zone;
}
