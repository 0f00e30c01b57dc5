import { certainlyBy, possiblyBy } from '#calendars';
import { currentTerm, decisionOn, hasExpired, isExpiring } from '../terms/instrument-terms.js';
import {
  elapsedSince,
  entryOf,
  lastOf,
  partiesOn,
  partiesWith,
  type EntryIntoForce,
  type InstrumentFacts,
  type Reading,
} from './entry-into-force.js';
import type { ActKind, InstrumentAct, InstrumentStatus } from './instrument.js';

export interface StatusOnDay {
  /** What is certain on the day. */
  status: InstrumentStatus;
  entryIntoForce: EntryIntoForce;
  /** The status if every act that may lie before the day does; differs from `status` while dates are vague. */
  possibleStatus: InstrumentStatus;
}

const IN_FORCE_ACTS: readonly ActKind[] = [
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
];

/** Acts that may be recorded while the recorded acts give this status. The one table of transitions. */
export const ACTS_OPEN_IN: Readonly<Record<InstrumentStatus, readonly ActKind[]>> = {
  DRAFT: ['INITIALLED', 'SIGNED', 'ACCEDED'],
  INITIALLED: ['INITIALLED', 'SIGNED', 'ACCEDED'],
  SIGNED: IN_FORCE_ACTS,
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
  IN_FORCE: IN_FORCE_ACTS,
  EXPIRING: IN_FORCE_ACTS,
  RENEWED: IN_FORCE_ACTS,
  SUSPENDED: ['REGISTERED', 'NOTIFIED', 'RENEWED', 'AMENDED', 'RESUMED', 'DENOUNCED', 'TERMINATED'],
  // A renewal of the past may come to be known only after the end that it moved.
  EXPIRED: ['REGISTERED', 'RENEWED'],
  TERMINATED: ['REGISTERED'],
};

/** The status on a day, from the acts and the rule of entry into force; nobody ever types it in. */
export function statusOn(facts: InstrumentFacts, day: string): StatusOnDay {
  const valid = validActs(facts);
  const certain = derive(facts, actsBy(valid, day, 'CERTAIN'), { entry: day, term: day }, 'CERTAIN');
  const possible = derive(facts, actsBy(valid, day, 'POSSIBLE'), { entry: day, term: day }, 'POSSIBLE');
  return { ...certain, possibleStatus: possible.status };
}

/**
 * The status that all recorded acts give, whenever they happen: what decides which acts are open now. Only the end
 * of the term and of a denunciation's notice is taken as of today, since both come by themselves.
 */
export function recordedStatus(facts: InstrumentFacts, today: string): InstrumentStatus {
  return derive(facts, validActs(facts), { entry: '9999-12-31', term: today }, 'CERTAIN').status;
}

/** Acts that are not voided, in the order of dates. */
export function validActs(facts: Pick<InstrumentFacts, 'acts'>): InstrumentAct[] {
  return facts.acts.filter((act) => act.voidedAt === null).toSorted(inOrderOfDates);
}

/** Those of the acts that happened by a day, in one of the two readings of their dates. */
export function actsBy(acts: readonly InstrumentAct[], day: string, reading: Reading): InstrumentAct[] {
  const happened = reading === 'CERTAIN' ? hasHappened : mayHaveHappened;
  return acts.filter((act) => happened(act, day));
}

/** True when the act is proven to lie on or before the day. */
export function hasHappened(act: InstrumentAct, day: string): boolean {
  return certainlyBy(act.date, day) || (act.knownBy !== null && act.knownBy <= day);
}

function mayHaveHappened(act: InstrumentAct, day: string): boolean {
  if (hasHappened(act, day)) return true;
  return act.date.precision === 'UNKNOWN' ? !act.future : possiblyBy(act.date, day);
}

interface Days {
  entry: string;
  term: string;
}

function derive(
  facts: InstrumentFacts,
  acts: readonly InstrumentAct[],
  days: Days,
  reading: Reading,
): Omit<StatusOnDay, 'possibleStatus'> {
  const entryIntoForce = entryOf(facts, acts, days.entry, reading);
  return { status: statusFrom(facts, acts, entryIntoForce, days.term, reading), entryIntoForce };
}

function statusFrom(
  facts: InstrumentFacts,
  acts: readonly InstrumentAct[],
  entry: EntryIntoForce,
  day: string,
  reading: Reading,
): InstrumentStatus {
  if (hasEnded(facts, acts, day, reading)) return 'TERMINATED';
  const term = currentTerm(facts.terms, acts, day);
  const began = entry.state === 'ENTERED' || entry.state === 'UNKNOWN';
  if (began && hasExpired(facts.terms, term, day, reading === 'CERTAIN')) return 'EXPIRED';
  if (lastOf(acts, ['SUSPENDED', 'RESUMED'])?.act === 'SUSPENDED') return 'SUSPENDED';
  if (entry.state !== 'ENTERED') return beforeForce(facts, acts, entry);
  const decided = facts.supersededBy.length > 0 || decisionOn(acts, term) !== undefined;
  if (!decided && isExpiring(facts.terms, term, day)) return 'EXPIRING';
  return lastOf(acts, ['RENEWED']) ? 'RENEWED' : 'IN_FORCE';
}

function beforeForce(
  facts: InstrumentFacts,
  acts: readonly InstrumentAct[],
  entry: EntryIntoForce,
): InstrumentStatus {
  if (entry.state === 'UNKNOWN') return 'SIGNED';
  if (entry.state === 'PENDING')
    return facts.entryIntoForceRule === 'FIXED_DATE' ? 'SIGNED' : 'PENDING_PROCEDURES';
  return partiesWith(acts, ['INITIALLED']).size >= 2 ? 'INITIALLED' : 'DRAFT';
}

/** One party leaving ends a bilateral instrument; a multilateral one lives on while two parties remain. */
function hasEnded(
  facts: InstrumentFacts,
  acts: readonly InstrumentAct[],
  day: string,
  reading: Reading,
): boolean {
  if (acts.some((act) => act.act === 'TERMINATED')) return true;
  const gone = withdrawnBy(facts, acts, day, reading);
  return gone.size > 0 && partiesOn(facts, acts).filter((party) => !gone.has(party)).length < 2;
}

/** Parties whose denunciation has taken effect, which is when the notice period after it has passed. */
export function withdrawnBy(
  facts: InstrumentFacts,
  acts: readonly InstrumentAct[],
  day: string,
  reading: Reading,
): Set<string> {
  const { noticePeriod } = facts.terms;
  const effective = acts.filter(
    (act) =>
      act.act === 'DENOUNCED' && (noticePeriod === null || elapsedSince(act, noticePeriod, day, reading)),
  );
  return partiesWith(effective, ['DENOUNCED']);
}

/** By the last day on which each can have happened; acts without any bound come first, as nothing orders them. */
function inOrderOfDates(a: InstrumentAct, b: InstrumentAct): number {
  const [first, second] = [a, b].map((act) => act.date.latest ?? act.knownBy ?? '');
  return first === second ? 0 : first < second ? -1 : 1;
}
