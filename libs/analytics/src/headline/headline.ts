import { createHash } from 'node:crypto';
import { certainlyBy, type DocumentedDate } from '#calendars';
import { statusOnDay, type RegisteredUnit } from '#centres';
import {
  IN_FORCE_STATUSES,
  type InstrumentOnDay,
  type InstrumentStatus,
  type RegisteredPartner,
} from '#partnerships';
import { agreesWith, publishedNumbers, type PublishedNumber } from './published-number.js';

export interface Member {
  code: string;
  name: string;
}

/** Something that may belong to a figure but is not certain to, with the reason. */
export interface Undetermined extends Member {
  reason: 'date-not-certain' | 'entry-into-force-unknown';
}

export interface Source {
  title: string;
  publisher: string;
  url: string;
  publishedOn: string | null;
}

/** What a public source said about the size of the programme. */
export interface PublishedClaim {
  valueText: string | null;
  note: string | null;
  asOf: DocumentedDate;
  sources: readonly Source[];
}

export interface FigureClaim {
  value: string;
  wording: string;
  note: string | null;
  asOf: DocumentedDate;
  source: Source | null;
  sources: Source[];
}

export interface Figure {
  value: number;
  definition: string;
  definitionId: string;
  members: Member[];
  undetermined: Undetermined[];
  /** Identifies the answer: the same definition, day and members give the same hash. */
  queryHash: string;
  claims: FigureClaim[];
  /** Whether the newest claim and the register agree; null without a claim or where its words are vague. */
  agrees: boolean | null;
}

/** What the figures are counted from; instruments as they stand on `asOf`. */
export interface Register {
  asOf: string;
  partners: readonly RegisteredPartner[];
  instruments: readonly InstrumentOnDay[];
  units: readonly RegisteredUnit[];
  published: readonly PublishedClaim[];
}

interface Count {
  members: Member[];
  undetermined: Undetermined[];
}

const SIGNED: readonly InstrumentStatus[] = [
  'SIGNED',
  'PENDING_PROCEDURES',
  ...IN_FORCE_STATUSES,
  'SUSPENDED',
];

export const DEFINITIONS = {
  partners:
    'Partners with at least one bilateral instrument that was certainly signed on or before the day and has not ended. A declaration of several partners alone makes nobody a partner here.',
  countries: 'Those of the partners that are countries.',
  organisations: 'Those of the partners that are international organisations.',
  instrumentsInForce:
    'Instruments certainly in force on the day by their own rule of entry into force. Signed ones whose rule no source gives are undetermined.',
  countriesWithOperatingCentres:
    'Countries with a centre or a national network of centres that was certainly operating on the day.',
  centresOperating:
    'Centres of the register that were certainly operating on the day. One entry may stand for several places of one city; networks are not counted.',
} as const;

export type FigureName = keyof typeof DEFINITIONS;

/** The headline figures of the programme on a day: only what is certain is counted, the rest is named. */
export function headlineOf(register: Register): Record<FigureName, Figure> {
  const partners = countPartners(register);
  return {
    partners: figure('partners', register, partners),
    countries: figure('countries', register, ofKind(register, partners, 'COUNTRY')),
    organisations: figure(
      'organisations',
      register,
      ofKind(register, partners, 'INTERNATIONAL_ORGANISATION'),
    ),
    instrumentsInForce: figure('instrumentsInForce', register, countInForce(register)),
    countriesWithOperatingCentres: figure(
      'countriesWithOperatingCentres',
      register,
      countOperatingCountries(register),
    ),
    centresOperating: figure('centresOperating', register, countCentres(register)),
  };
}

function countPartners({ partners, instruments }: Register): Count {
  // An instrument of several partners belongs to the headquarters' scope, so it counts for none of them here.
  const certain = instruments.filter(({ standing }) => SIGNED.includes(standing.status));
  const possible = instruments.filter(({ standing }) => SIGNED.includes(standing.possibleStatus));
  return split(
    partners,
    (partner) => certain.some((instrument) => instrument.partner === partner.code),
    (partner) => possible.some((instrument) => instrument.partner === partner.code),
  );
}

function ofKind({ partners }: Register, count: Count, kind: RegisteredPartner['kind']): Count {
  const ofThatKind = new Set(partners.filter((partner) => partner.kind === kind).map(({ code }) => code));
  return {
    members: count.members.filter(({ code }) => ofThatKind.has(code)),
    undetermined: count.undetermined.filter(({ code }) => ofThatKind.has(code)),
  };
}

function countInForce({ instruments }: Register): Count {
  const members = instruments.filter(({ standing }) => IN_FORCE_STATUSES.includes(standing.status));
  const undetermined = instruments
    .filter((instrument) => !members.includes(instrument) && mayBeInForce(instrument))
    .map(({ code, title, entryIntoForceRule }): Undetermined => ({
      ...memberOf(code, title),
      reason: entryIntoForceRule === 'UNKNOWN' ? 'entry-into-force-unknown' : 'date-not-certain',
    }));
  return { members: members.map(({ code, title }) => memberOf(code, title)), undetermined };
}

function mayBeInForce({ standing, entryIntoForceRule }: InstrumentOnDay): boolean {
  if (IN_FORCE_STATUSES.includes(standing.possibleStatus)) return true;
  return entryIntoForceRule === 'UNKNOWN' && standing.possibleStatus === 'SIGNED';
}

function countOperatingCountries({ asOf, partners, units }: Register): Count {
  const open = units.filter(({ type }) => type === 'CENTRE' || type === 'NETWORK');
  const operating = (partner: RegisteredPartner, sure: 'certain' | 'possible') =>
    open.some(
      (unit) => unit.partner === partner.code && statusOnDay(unit.intervals, asOf)[sure] === 'OPERATING',
    );
  return split(
    partners.filter(({ kind }) => kind === 'COUNTRY'),
    (partner) => operating(partner, 'certain'),
    (partner) => operating(partner, 'possible'),
  );
}

function countCentres({ asOf, units }: Register): Count {
  return split(
    units.filter(({ type }) => type === 'CENTRE'),
    (unit) => statusOnDay(unit.intervals, asOf).certain === 'OPERATING',
    (unit) => statusOnDay(unit.intervals, asOf).possible === 'OPERATING',
  );
}

function split<Item extends Member>(
  items: readonly Item[],
  isCertain: (item: Item) => boolean,
  isPossible: (item: Item) => boolean,
): Count {
  const undetermined = items.filter((item) => !isCertain(item) && isPossible(item));
  return {
    members: items.filter(isCertain).map(({ code, name }) => memberOf(code, name)),
    undetermined: undetermined.map(({ code, name }) => ({
      ...memberOf(code, name),
      reason: 'date-not-certain',
    })),
  };
}

function memberOf(code: string, name: string): Member {
  return { code, name };
}

function figure(name: FigureName, register: Register, { members, undetermined }: Count): Figure {
  const definitionId = `${name}.v1`;
  const claims = claimsFor(name, register);
  const newest = claims.at(0);
  return {
    value: members.length,
    definition: DEFINITIONS[name],
    definitionId,
    members,
    undetermined,
    queryHash: hashOf(definitionId, register.asOf, members, undetermined),
    claims: claims.map(({ claim }) => claim),
    agrees: newest ? agreesWith(members.length, newest.published) : null,
  };
}

/** Claims that were certainly made by the day, newest first. */
function claimsFor(
  name: FigureName,
  { asOf, published }: Register,
): { claim: FigureClaim; published: PublishedNumber }[] {
  return published
    .filter((claim) => certainlyBy(claim.asOf, asOf))
    .toSorted((a, b) => (sortDay(a) < sortDay(b) ? 1 : -1))
    .flatMap((claim) =>
      publishedNumbers(claim.valueText ?? '')
        .filter(({ figures }) => figures.includes(name))
        .map((number) => ({ published: number, claim: figureClaim(claim, number) })),
    );
}

/** A vaguely dated claim is as old as it may be, so that it never passes for the newest. */
function sortDay({ asOf }: PublishedClaim): string {
  return asOf.earliest ?? asOf.latest ?? '';
}

function figureClaim(claim: PublishedClaim, number: PublishedNumber): FigureClaim {
  const sources = claim.sources.map((source) => {
    const { title, publisher, url, publishedOn } = source;
    return { title, publisher, url, publishedOn };
  });
  return {
    value: number.text,
    wording: claim.valueText ?? '',
    note: claim.note,
    asOf: claim.asOf,
    source: sources.at(0) ?? null,
    sources,
  };
}

function hashOf(definitionId: string, asOf: string, members: Member[], undetermined: Undetermined[]): string {
  const material = { definitionId, asOf, members: codes(members), undetermined: codes(undetermined) };
  return createHash('sha256').update(JSON.stringify(material)).digest('hex');
}

function codes(members: readonly Member[]): string[] {
  return members.map(({ code }) => code).toSorted();
}
