import { certainlyBy, possiblyBy, type DocumentedDate } from '#calendars';
import { HQ_SCOPE } from '#platform';
import type { ActKind, EntryIntoForceRule, InstrumentAct, InstrumentStatus } from './instrument.js';

/** What the status of an instrument is computed from. */
export interface InstrumentFacts {
  /** Partners that are parties; the headquarters is always one. */
  parties: readonly string[];
  entryIntoForceRule: EntryIntoForceRule;
  entryIntoForceOn: string | null;
  ratificationsNeeded: number | null;
  acts: readonly InstrumentAct[];
}

export interface EntryIntoForce {
  /** UNKNOWN: signed, but no source says how or when it enters into force. */
  state: 'NOT_SIGNED' | 'UNKNOWN' | 'PENDING' | 'ENTERED';
  /** When it entered into force, as far as the deciding act is dated. */
  date: DocumentedDate | null;
}

export interface StatusOnDay {
  /** What is certain on the day. */
  status: InstrumentStatus;
  entryIntoForce: EntryIntoForce;
  /** The status if every act that may lie before the day does; differs from `status` while dates are vague. */
  possibleStatus: InstrumentStatus;
}

/** Acts that may be recorded while the recorded acts give this status. The one table of transitions. */
export const ACTS_OPEN_IN: Readonly<Record<InstrumentStatus, readonly ActKind[]>> = {
  DRAFT: ['INITIALLED', 'SIGNED', 'ACCEDED'],
  INITIALLED: ['INITIALLED', 'SIGNED', 'ACCEDED'],
  SIGNED: [
    'INITIALLED',
    'APPROVED',
    'RATIFIED',
    'ACCEDED',
    'DOCUMENTS_EXCHANGED',
    'NOTIFIED',
    'REGISTERED',
    'RENEWED',
    'AMENDED',
    'SUSPENDED',
    'DENOUNCED',
    'TERMINATED',
  ],
  PENDING_PROCEDURES: [
    'INITIALLED',
    'APPROVED',
    'RATIFIED',
    'ACCEDED',
    'DOCUMENTS_EXCHANGED',
    'NOTIFIED',
    'REGISTERED',
    'AMENDED',
    'DENOUNCED',
    'TERMINATED',
  ],
  IN_FORCE: [
    'INITIALLED',
    'APPROVED',
    'RATIFIED',
    'ACCEDED',
    'DOCUMENTS_EXCHANGED',
    'NOTIFIED',
    'REGISTERED',
    'RENEWED',
    'AMENDED',
    'SUSPENDED',
    'DENOUNCED',
    'TERMINATED',
  ],
  SUSPENDED: ['REGISTERED', 'NOTIFIED', 'RENEWED', 'AMENDED', 'RESUMED', 'DENOUNCED', 'TERMINATED'],
  TERMINATED: ['REGISTERED'],
};

const CONSENT: readonly ActKind[] = ['APPROVED', 'RATIFIED', 'ACCEDED'];
const NOTIFICATION: readonly ActKind[] = ['NOTIFIED'];

/** The status on a day, from the acts and the rule of entry into force; nobody ever types it in. */
export function statusOn(facts: InstrumentFacts, day: string): StatusOnDay {
  const valid = facts.acts.filter((act) => act.voidedAt === null).toSorted(inOrderOfDates);
  const certain = derive(
    facts,
    valid.filter((act) => hasHappened(act, day)),
    day,
  );
  const possible = derive(
    facts,
    valid.filter((act) => mayHaveHappened(act, day)),
    day,
  );
  return { ...certain, possibleStatus: possible.status };
}

/** The status that all recorded acts give, whenever they happen: what decides which acts are open now. */
export function recordedStatus(facts: InstrumentFacts): InstrumentStatus {
  const valid = facts.acts.filter((act) => act.voidedAt === null).toSorted(inOrderOfDates);
  return derive(facts, valid, '9999-12-31').status;
}

/** True when the act is proven to lie on or before the day. */
export function hasHappened(act: InstrumentAct, day: string): boolean {
  return certainlyBy(act.date, day) || (act.knownBy !== null && act.knownBy <= day);
}

function mayHaveHappened(act: InstrumentAct, day: string): boolean {
  if (hasHappened(act, day)) return true;
  return act.date.precision === 'UNKNOWN' ? !act.future : possiblyBy(act.date, day);
}

function derive(
  facts: InstrumentFacts,
  acts: readonly InstrumentAct[],
  day: string,
): Omit<StatusOnDay, 'possibleStatus'> {
  const entryIntoForce = entryOf(facts, acts, day);
  const status = ended(facts, acts)
    ? 'TERMINATED'
    : isSuspended(acts)
      ? 'SUSPENDED'
      : standing(facts, acts, entryIntoForce);
  return { status, entryIntoForce };
}

function standing(
  facts: InstrumentFacts,
  acts: readonly InstrumentAct[],
  entry: EntryIntoForce,
): InstrumentStatus {
  switch (entry.state) {
    case 'ENTERED':
      return 'IN_FORCE';
    case 'PENDING':
      return facts.entryIntoForceRule === 'FIXED_DATE' ? 'SIGNED' : 'PENDING_PROCEDURES';
    case 'UNKNOWN':
      return 'SIGNED';
    case 'NOT_SIGNED':
      return partiesWith(acts, ['INITIALLED']).size >= 2 ? 'INITIALLED' : 'DRAFT';
  }
}

function entryOf(facts: InstrumentFacts, acts: readonly InstrumentAct[], day: string): EntryIntoForce {
  const bound = partiesWith(acts, ['SIGNED', 'ACCEDED']);
  if (!allParties(facts).every((party) => bound.has(party))) return { state: 'NOT_SIGNED', date: null };
  switch (facts.entryIntoForceRule) {
    case 'UNKNOWN':
      return { state: 'UNKNOWN', date: null };
    case 'ON_SIGNATURE':
      return entered(lastOf(acts, ['SIGNED', 'ACCEDED']));
    case 'ON_APPROVAL':
      return everyParty(facts, acts, CONSENT);
    case 'ON_LAST_NOTIFICATION':
      return afterNotifications(facts, acts);
    case 'FIXED_DATE':
      return onFixedDate(facts.entryIntoForceOn ?? '9999-12-31', day);
    case 'NTH_RATIFICATION':
      return afterRatifications(facts.ratificationsNeeded ?? Infinity, acts);
  }
}

function everyParty(
  facts: InstrumentFacts,
  acts: readonly InstrumentAct[],
  kinds: readonly ActKind[],
): EntryIntoForce {
  const done = partiesWith(acts, kinds);
  const all = allParties(facts).every((party) => done.has(party));
  return all ? entered(lastOf(acts, kinds)) : { state: 'PENDING', date: null };
}

/** Exchanging documents happens between all sides at once, so it stands for everybody's notification. */
function afterNotifications(facts: InstrumentFacts, acts: readonly InstrumentAct[]): EntryIntoForce {
  const exchange = acts.find((act) => act.act === 'DOCUMENTS_EXCHANGED');
  return exchange ? entered(exchange) : everyParty(facts, acts, NOTIFICATION);
}

function onFixedDate(date: string, day: string): EntryIntoForce {
  const documented: DocumentedDate = { earliest: date, latest: date, precision: 'DAY', text: date };
  return date <= day ? { state: 'ENTERED', date: documented } : { state: 'PENDING', date: null };
}

function afterRatifications(needed: number, acts: readonly InstrumentAct[]): EntryIntoForce {
  const firstOfEach = new Map<string, InstrumentAct>();
  for (const act of acts) {
    if (CONSENT.includes(act.act) && !firstOfEach.has(act.party)) firstOfEach.set(act.party, act);
  }
  const deciding = [...firstOfEach.values()][needed - 1];
  return deciding ? entered(deciding) : { state: 'PENDING', date: null };
}

function ended(facts: InstrumentFacts, acts: readonly InstrumentAct[]): boolean {
  if (acts.some((act) => act.act === 'TERMINATED')) return true;
  // One party leaving ends a bilateral instrument; a multilateral one lives on while two parties remain.
  const gone = partiesWith(acts, ['DENOUNCED']);
  return allParties(facts).filter((party) => !gone.has(party)).length < 2;
}

function isSuspended(acts: readonly InstrumentAct[]): boolean {
  return lastOf(acts, ['SUSPENDED', 'RESUMED'])?.act === 'SUSPENDED';
}

function allParties(facts: InstrumentFacts): string[] {
  return [HQ_SCOPE, ...facts.parties];
}

function partiesWith(acts: readonly InstrumentAct[], kinds: readonly ActKind[]): Set<string> {
  return new Set(acts.filter((act) => kinds.includes(act.act)).map((act) => act.party));
}

function lastOf(acts: readonly InstrumentAct[], kinds: readonly ActKind[]): InstrumentAct | undefined {
  return acts.findLast((act) => kinds.includes(act.act));
}

function entered(deciding: InstrumentAct | undefined): EntryIntoForce {
  return { state: 'ENTERED', date: deciding?.date ?? null };
}

/** By the last day on which each can have happened; acts without any bound come first, as nothing orders them. */
function inOrderOfDates(a: InstrumentAct, b: InstrumentAct): number {
  const [first, second] = [a, b].map((act) => act.date.latest ?? act.knownBy ?? '');
  return first === second ? 0 : first < second ? -1 : 1;
}
