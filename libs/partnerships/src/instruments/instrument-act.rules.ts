import { HQ_SCOPE, type Fault } from '#platform';
import { currentTerm, safeDay, type InstrumentTerms } from '../terms/instrument-terms.js';
import { validActs } from './instrument.lifecycle.js';
import type { ActKind, EntryIntoForceRule, InstrumentAct, NewAct } from './instrument.js';

/** Acts by which a party goes further on what it signed. */
const NEEDS_OWN_SIGNATURE: readonly ActKind[] = [
  'APPROVED',
  'RATIFIED',
  'DOCUMENTS_EXCHANGED',
  'NOTIFIED',
  'RENEWED',
  'AMENDED',
  'SUSPENDED',
  'DENOUNCED',
  'TERMINATED',
];
const ONCE_PER_PARTY: readonly ActKind[] = [
  'INITIALLED',
  'SIGNED',
  'APPROVED',
  'RATIFIED',
  'ACCEDED',
  'NOTIFIED',
  'DENOUNCED',
];

/** What the rules of acts look at, besides the act. */
export interface ActSurroundings {
  parties: readonly string[];
  /** Several partners take part, so that another one may accede. */
  multilateral: boolean;
  entryIntoForceRule: EntryIntoForceRule;
  entryIntoForceOn: string | null;
  terms: InstrumentTerms;
  acts: readonly InstrumentAct[];
}

/**
 * What keeps an act from being recorded: every broken rule with its name. Dates are compared as documented, so a
 * rule is broken only when no reading of the dates keeps it.
 *
 * @param today the day at headquarters, ISO date
 */
export function actFaults(act: NewAct, around: ActSurroundings, today: string): Fault[] {
  const valid = validActs(around);
  return [
    ...partyFaults(act, around, valid),
    ...futureFaults(act, today),
    ...orderFaults(act, valid),
    ...entryFaults(act, around),
    ...renewalFaults(act, around, valid),
  ];
}

function partyFaults(act: NewAct, around: ActSurroundings, recorded: readonly InstrumentAct[]): Fault[] {
  const joins = act.act === 'ACCEDED' && around.multilateral;
  if (!joins && ![HQ_SCOPE, ...around.parties].includes(act.party)) {
    return [fault('/party', 'act.unknown-party', `${act.party} is not a party to this instrument.`)];
  }
  const again = recorded.some((each) => each.act === act.act && each.party === act.party);
  if (again && ONCE_PER_PARTY.includes(act.act)) {
    return [fault('/act', 'act.repeated', 'This party has done this already; void the wrong act first.')];
  }
  return [];
}

/** A text that is signed after its own fixed day could never have entered into force as it says. */
function entryFaults(act: NewAct, around: ActSurroundings): Fault[] {
  const { entryIntoForceRule, entryIntoForceOn } = around;
  if (act.act !== 'SIGNED' || entryIntoForceRule !== 'FIXED_DATE' || act.date.earliest === null) return [];
  if (entryIntoForceOn === null || act.date.earliest <= entryIntoForceOn) return [];
  const message = 'The fixed day of entry into force lies before this signature; correct the rule first.';
  return [fault('/date', 'entry.fixed-date-before-signature', message)];
}

function renewalFaults(act: NewAct, around: ActSurroundings, recorded: readonly InstrumentAct[]): Fault[] {
  if (act.act !== 'RENEWED') {
    const misplaced = act.newUntil.precision !== 'UNKNOWN';
    return misplaced
      ? [fault('/newUntil', 'act.new-term-without-renewal', 'Only a renewal sets a new end.')]
      : [];
  }
  const { end } = currentTerm(around.terms, recorded, act.date.earliest ?? act.date.latest ?? '0001-01-01');
  if (!end) return [];
  const late = act.date.earliest !== null && end.latest !== null && act.date.earliest > end.latest;
  const shorter = act.newUntil.latest !== null && act.newUntil.latest <= safeDay(end);
  return [
    ...(late
      ? [fault('/date', 'act.after-expiry', 'The term was over by then; a new instrument is needed.')]
      : []),
    ...(shorter
      ? [fault('/newUntil', 'act.term-not-longer', 'A renewal ends later than the term that it renews.')]
      : []),
  ];
}

function futureFaults(act: NewAct, today: string): Fault[] {
  const ahead = act.date.earliest !== null && act.date.earliest > today;
  if (ahead && !act.future) {
    return [fault('/date', 'act.future-not-flagged', 'The date has not come; flag the act as future.')];
  }
  if (!ahead && act.future) {
    return [fault('/future', 'act.not-future', 'The act is flagged as future but its date is not ahead.')];
  }
  return [];
}

function orderFaults(act: NewAct, recorded: readonly InstrumentAct[]): Fault[] {
  const signature = ownSignature(act, recorded);
  if (act.act === 'INITIALLED' && signature && certainlyBefore(signature, act)) {
    return [fault('/date', 'act.after-signature', 'A text is initialled before it is signed, not after.')];
  }
  if (act.act === 'SIGNED') return signingFaults(act, recorded);
  if (act.act === 'RESUMED') return resumingFaults(act, recorded);
  if (!NEEDS_OWN_SIGNATURE.includes(act.act)) return [];
  if (!signature) return [fault('/party', 'act.unsigned-party', 'This party has not signed or acceded.')];
  if (!certainlyBefore(act, signature)) return [];
  return [fault('/date', 'act.before-signature', 'This cannot lie before the signature of the same party.')];
}

function signingFaults(act: NewAct, recorded: readonly InstrumentAct[]): Fault[] {
  const initialling = recorded.find((each) => each.act === 'INITIALLED' && each.party === act.party);
  if (!initialling || !certainlyBefore(act, initialling)) return [];
  return [fault('/date', 'act.before-initialling', 'This party initialled the text on a later day.')];
}

function resumingFaults(act: NewAct, recorded: readonly InstrumentAct[]): Fault[] {
  const suspension = recorded.findLast((each) => each.act === 'SUSPENDED');
  if (!suspension || !certainlyBefore(act, suspension)) return [];
  return [fault('/date', 'act.before-suspension', 'Nothing resumes before it was suspended.')];
}

function ownSignature(act: NewAct, recorded: readonly InstrumentAct[]): InstrumentAct | undefined {
  return recorded.find(
    (each) => (each.act === 'SIGNED' || each.act === 'ACCEDED') && each.party === act.party,
  );
}

/** No reading of the two documented dates puts `first` on or after `second`. */
function certainlyBefore(first: NewAct, second: NewAct): boolean {
  const { latest } = first.date;
  const { earliest } = second.date;
  return latest !== null && earliest !== null && latest < earliest;
}

function fault(pointer: string, code: string, message: string): Fault {
  return { pointer, code, message };
}
