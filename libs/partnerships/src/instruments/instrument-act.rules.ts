import type { Fault } from '#platform';
import { HQ_SCOPE } from '#platform';
import type { ActKind, InstrumentAct, NewAct } from './instrument.js';

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

/**
 * What keeps an act from being recorded: every broken rule with its name. Dates are compared as documented, so a
 * rule is broken only when no reading of the dates keeps it.
 *
 * @param today the day at headquarters, ISO date
 */
export function actFaults(
  act: NewAct,
  parties: readonly string[],
  recorded: readonly InstrumentAct[],
  today: string,
): Fault[] {
  const valid = recorded.filter((each) => each.voidedAt === null);
  return [...partyFaults(act, parties, valid), ...futureFaults(act, today), ...orderFaults(act, valid)];
}

function partyFaults(act: NewAct, parties: readonly string[], recorded: readonly InstrumentAct[]): Fault[] {
  if (![HQ_SCOPE, ...parties].includes(act.party)) {
    return [fault('/party', 'act.unknown-party', `${act.party} is not a party to this instrument.`)];
  }
  const again = recorded.some((each) => each.act === act.act && each.party === act.party);
  if (again && ONCE_PER_PARTY.includes(act.act)) {
    return [fault('/act', 'act.repeated', 'This party has done this already; void the wrong act first.')];
  }
  return [];
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
