import { UNKNOWN_TERMS, type InstrumentTerms } from '../terms/instrument-terms.js';
import { documentedFrom } from './documented-text.js';
import type { InstrumentDetailsRequest, PatchInstrumentRequest } from './instrument-details.dto.js';
import type { NewInstrument, PartyDetail } from './instrument.js';

/** The members of an instrument that describe it and may be corrected; acts are not among them. */
export type InstrumentDescription = Omit<
  NewInstrument,
  'partner' | 'code' | 'kind' | 'documentedType' | 'relationKind' | 'parties'
>;

/** What is known of an instrument of which nothing was said yet. */
export const BLANK: Omit<InstrumentDescription, 'title' | 'counterpart'> = {
  titles: [],
  place: null,
  depositary: null,
  hqParty: null,
  covers: [],
  entryIntoForceRule: 'UNKNOWN',
  entryIntoForceOn: null,
  ratificationsNeeded: null,
  entryIntoForceDays: 0,
  terms: UNKNOWN_TERMS,
  supersedes: null,
  amends: null,
  note: null,
  partyDetails: [],
};

/**
 * The description after a request: an absent member stays as it was, null means that it is not known.
 *
 * @throws InvalidValueError for a date that does not exist.
 */
export function described(
  before: InstrumentDescription,
  request: InstrumentDetailsRequest & Pick<PatchInstrumentRequest, 'title' | 'counterpart'>,
): InstrumentDescription {
  return {
    title: request.title ?? before.title,
    counterpart: request.counterpart ?? before.counterpart,
    titles: changed(request.titles, before.titles, []),
    place: changed(request.place, before.place, null),
    depositary: changed(request.depositary, before.depositary, null),
    hqParty: changed(request.hqParty, before.hqParty, null),
    covers: changed(request.covers, before.covers, []),
    entryIntoForceRule: changed(request.entryIntoForceRule, before.entryIntoForceRule, 'UNKNOWN'),
    entryIntoForceOn: changed(request.entryIntoForceOn, before.entryIntoForceOn, null),
    ratificationsNeeded: changed(request.ratificationsNeeded, before.ratificationsNeeded, null),
    entryIntoForceDays: changed(request.entryIntoForceDays, before.entryIntoForceDays, 0),
    terms: termsOf(request, before.terms),
    supersedes: changed(request.supersedes, before.supersedes, null),
    amends: changed(request.amends, before.amends, null),
    note: changed(request.note, before.note, null),
    partyDetails: changed(request.partyDetails?.map(detailOf), before.partyDetails, []),
  };
}

function termsOf(request: InstrumentDetailsRequest, before: InstrumentTerms): InstrumentTerms {
  const { termFrom, termUntil } = request;
  return {
    from: termFrom === undefined ? before.from : documentedFrom(termFrom, '/termFrom'),
    until: termUntil === undefined ? before.until : documentedFrom(termUntil, '/termUntil'),
    renewalMode: changed(request.renewalMode, before.renewalMode, 'UNKNOWN'),
    renewalPeriod: changed(request.renewalPeriod, before.renewalPeriod, null),
    noticePeriod: changed(request.noticePeriod, before.noticePeriod, null),
  };
}

function detailOf(request: NonNullable<InstrumentDetailsRequest['partyDetails']>[number]): PartyDetail {
  const signatories = (request.signatories ?? []).map(({ name, role }) => ({ name: name ?? null, role }));
  return {
    party: request.party,
    role: request.role ?? null,
    capacity: request.capacity ?? null,
    signatories,
  };
}

function changed<Value>(given: Value | null | undefined, before: Value, unknown: Value): Value {
  return given === undefined ? before : (given ?? unknown);
}
