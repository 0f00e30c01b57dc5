import type { DocumentedDate } from '#calendars';
import { HQ_SCOPE } from '#platform';
import { shiftDay, shiftDocumented } from '../terms/duration.js';
import type { InstrumentTerms } from '../terms/instrument-terms.js';
import type { ActKind, EntryIntoForceRule, InstrumentAct } from './instrument.js';

/** What the status of an instrument is computed from. */
export interface InstrumentFacts {
  /** Partners that are parties; the headquarters is always one. */
  parties: readonly string[];
  /** Those of them that joined later; each counts from its accession on. */
  acceded: readonly string[];
  entryIntoForceRule: EntryIntoForceRule;
  entryIntoForceOn: string | null;
  ratificationsNeeded: number | null;
  entryIntoForceDays: number;
  terms: InstrumentTerms;
  supersededBy: readonly string[];
  acts: readonly InstrumentAct[];
}

export interface EntryIntoForce {
  /** UNKNOWN: signed, but no source says how or when it enters into force. */
  state: 'NOT_SIGNED' | 'UNKNOWN' | 'PENDING' | 'ENTERED';
  /** When it entered into force, as far as the deciding act is dated. */
  date: DocumentedDate | null;
}

/** How vague dates are read: only what is proven, or whatever the evidence leaves room for. */
export type Reading = 'CERTAIN' | 'POSSIBLE';

/** Acts by which a party consents to be bound beyond its signature. */
export const CONSENT: readonly ActKind[] = ['APPROVED', 'RATIFIED', 'ACCEDED'];
/** Acts by which a party takes the text as its own. */
export const BINDING: readonly ActKind[] = ['SIGNED', 'ACCEDED'];

/**
 * Whether and when the instrument entered into force as a whole.
 *
 * @param acts valid acts that happened by the day, in the order of dates
 */
export function entryOf(
  facts: InstrumentFacts,
  acts: readonly InstrumentAct[],
  day: string,
  reading: Reading,
): EntryIntoForce {
  if (!isSigned(facts, acts)) return { state: 'NOT_SIGNED', date: null };
  return decidedEntry(facts, acts, day, reading);
}

/**
 * Signed by all, or by as many as must ratify: a party that never signs cannot keep those waiting who agreed that
 * some of them are enough.
 */
function isSigned(facts: InstrumentFacts, acts: readonly InstrumentAct[]): boolean {
  const bound = partiesWith(acts, BINDING);
  const enough =
    facts.entryIntoForceRule === 'NTH_RATIFICATION' && bound.size >= (facts.ratificationsNeeded ?? Infinity);
  return enough || partiesOn(facts, acts).every((party) => bound.has(party));
}

/** Parties on the day of the last of the acts: the first ones, and whoever acceded by then. */
export function partiesOn(facts: InstrumentFacts, acts: readonly InstrumentAct[]): string[] {
  const acceded = partiesWith(acts, ['ACCEDED']);
  const members = facts.parties.filter((party) => !facts.acceded.includes(party) || acceded.has(party));
  return [HQ_SCOPE, ...members];
}

export function partiesWith(acts: readonly InstrumentAct[], kinds: readonly ActKind[]): Set<string> {
  return new Set(acts.filter((act) => kinds.includes(act.act)).map((act) => act.party));
}

export function lastOf(acts: readonly InstrumentAct[], kinds: readonly ActKind[]): InstrumentAct | undefined {
  return acts.findLast((act) => kinds.includes(act.act));
}

/** True when a period that begins with an act is over on a day. */
export function elapsedSince(act: InstrumentAct, period: string, day: string, reading: Reading): boolean {
  const start = reading === 'CERTAIN' ? provenBy(act) : act.date.earliest;
  if (start === null) return reading === 'POSSIBLE';
  return shiftDay(start, period) <= day;
}

function decidedEntry(
  facts: InstrumentFacts,
  acts: readonly InstrumentAct[],
  day: string,
  reading: Reading,
): EntryIntoForce {
  switch (facts.entryIntoForceRule) {
    case 'UNKNOWN':
      return { state: 'UNKNOWN', date: null };
    case 'FIXED_DATE':
      return onFixedDate(facts.entryIntoForceOn ?? '9999-12-31', day);
    case 'ON_SIGNATURE':
    case 'ON_APPROVAL':
    case 'ON_LAST_NOTIFICATION':
    case 'NTH_RATIFICATION':
      return afterDays(facts.entryIntoForceDays, decidingAct(facts, acts), day, reading);
  }
}

/** The act with which the rule is satisfied, if it is. */
function decidingAct(facts: InstrumentFacts, acts: readonly InstrumentAct[]): InstrumentAct | undefined {
  switch (facts.entryIntoForceRule) {
    case 'ON_SIGNATURE':
      return lastOf(signaturesOfFirstParties(facts, acts), BINDING);
    case 'ON_APPROVAL':
      return ofEveryParty(facts, acts, CONSENT);
    case 'ON_LAST_NOTIFICATION':
      // Exchanging documents happens between all sides at once, so it stands for everybody's notification.
      return acts.find((act) => act.act === 'DOCUMENTS_EXCHANGED') ?? ofEveryParty(facts, acts, ['NOTIFIED']);
    case 'NTH_RATIFICATION':
      return nthConsent(facts.ratificationsNeeded ?? Infinity, acts);
    case 'UNKNOWN':
    case 'FIXED_DATE':
      return undefined;
  }
}

/** Whoever accedes later joins an instrument that is in force and does not postpone it. */
function signaturesOfFirstParties(facts: InstrumentFacts, acts: readonly InstrumentAct[]): InstrumentAct[] {
  return acts.filter((act) => !facts.acceded.includes(act.party));
}

function ofEveryParty(
  facts: InstrumentFacts,
  acts: readonly InstrumentAct[],
  kinds: readonly ActKind[],
): InstrumentAct | undefined {
  const own = signaturesOfFirstParties(facts, acts);
  const done = partiesWith(own, kinds);
  const first = [HQ_SCOPE, ...facts.parties.filter((party) => !facts.acceded.includes(party))];
  return first.every((party) => done.has(party)) ? lastOf(own, kinds) : undefined;
}

function nthConsent(needed: number, acts: readonly InstrumentAct[]): InstrumentAct | undefined {
  const firstOfEach = new Map<string, InstrumentAct>();
  for (const act of acts) {
    if (CONSENT.includes(act.act) && !firstOfEach.has(act.party)) firstOfEach.set(act.party, act);
  }
  return [...firstOfEach.values()][needed - 1];
}

function afterDays(
  days: number,
  deciding: InstrumentAct | undefined,
  day: string,
  reading: Reading,
): EntryIntoForce {
  if (!deciding) return { state: 'PENDING', date: null };
  if (days === 0) return { state: 'ENTERED', date: deciding.date };
  const period = `P${days}D`;
  if (!elapsedSince(deciding, period, day, reading)) return { state: 'PENDING', date: null };
  return { state: 'ENTERED', date: shiftDocumented(deciding.date, period) };
}

function onFixedDate(date: string, day: string): EntryIntoForce {
  const documented: DocumentedDate = { earliest: date, latest: date, precision: 'DAY', text: date };
  return date <= day ? { state: 'ENTERED', date: documented } : { state: 'PENDING', date: null };
}

/** The first day on which the act is proven to have happened. */
function provenBy({ date, knownBy }: InstrumentAct): string | null {
  if (date.latest === null || knownBy === null) return date.latest ?? knownBy;
  return date.latest < knownBy ? date.latest : knownBy;
}
