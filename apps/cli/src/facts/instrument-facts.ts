import { documentedDate, isIsoDate } from '#calendars';
import type { NewClaim } from '#evidence';
import {
  UNKNOWN_TERMS,
  type InstrumentKind,
  type NewAct,
  type NewInstrument,
  type PartyDetail,
} from '#partnerships';
import { HQ_SCOPE } from '#platform';
import type { AgreementFact } from './facts-file.js';

const KINDS: Readonly<Record<string, InstrumentKind>> = {
  memorandum: 'INTERAGENCY_MOU',
  memorandumRenewal: 'INTERAGENCY_MOU',
  intergovernmentalAgreement: 'INTERGOVERNMENTAL_AGREEMENT',
  actionPlan: 'ACTION_PLAN',
  declarationOfIntent: 'PROTOCOL_OF_INTENT',
  // Concluded for the Government with an organisation of States; the nearest of the kinds that exist.
  contributionAgreement: 'INTERGOVERNMENTAL_AGREEMENT',
};

/** Parties of the instruments of several partners, read from the counterpart text of the facts. */
const MULTILATERAL_PARTIES: Readonly<Record<string, readonly string[]>> = {
  'AGR-ASSOC-2019': ['AE', 'AF', 'ID', 'MA', 'ME', 'TR', 'UG'],
};

/** No source quotes a reservation, and none of the acts is a renewal of the same text. */
const NOTHING_FURTHER = { reservation: null, newUntil: documentedDate(null) };

/** The partners on the other side. @throws Error when the facts name none that is known. */
export function partiesOf(fact: AgreementFact): readonly string[] {
  const parties = fact.partnerId ? [fact.partnerId] : MULTILATERAL_PARTIES[fact.id];
  if (!parties) throw new Error(`The facts name no party of ${fact.id}.`);
  return parties;
}

export function instrumentOf(fact: AgreementFact, supersedes: string | null): NewInstrument {
  return {
    partner: scopeOf(fact),
    code: fact.id,
    kind: kindOf(fact),
    documentedType: fact.instrumentType,
    title: fact.title,
    // The wording of the authentic texts is in none of the sources.
    titles: [],
    place: fact.place,
    depositary: null,
    hqParty: fact.azerbaijaniParty,
    counterpart: fact.counterpart,
    covers: fact.scope,
    relationKind: fact.relationKind,
    ...entryOf(fact),
    ratificationsNeeded: null,
    entryIntoForceDays: 0,
    terms: { ...UNKNOWN_TERMS, until: documentedDate(fact.expiresOn) },
    supersedes,
    amends: null,
    note: fact.note,
    parties: partiesOf(fact),
    partyDetails: partyDetailsOf(fact),
  };
}

/** A documented day of entry into force is taken as it is; whatever is vaguer leaves the rule unknown. */
function entryOf({
  entryIntoForce,
}: AgreementFact): Pick<NewInstrument, 'entryIntoForceRule' | 'entryIntoForceOn'> {
  if (!isIsoDate(entryIntoForce)) return { entryIntoForceRule: 'UNKNOWN', entryIntoForceOn: null };
  return { entryIntoForceRule: 'FIXED_DATE', entryIntoForceOn: entryIntoForce };
}

/** Who signed, by side: the facts list the persons together, and the agency's own are known by their office. */
function partyDetailsOf(fact: AgreementFact): PartyDetail[] {
  const all = fact.signatories ?? [];
  const own = all.filter(({ role }) => role.includes('State Agency'));
  const others = all.filter((each) => !own.includes(each));
  const [counterpart, ...further] = partiesOf(fact);
  if (further.length > 0 && others.length > 0)
    throw new Error(`The facts do not say for whom ${fact.id} was signed.`);
  return [
    { party: HQ_SCOPE, role: fact.azerbaijaniParty, capacity: null, signatories: own },
    ...(further.length > 0
      ? []
      : [{ party: counterpart, role: fact.counterpart, capacity: null, signatories: others }]),
  ];
}

/**
 * One signature for each side with the documented date, and the approval of the Azerbaijani side where there is one.
 *
 * @param knownBy day on which the facts were collected: by then each of these acts was done
 */
export function actsOf(fact: AgreementFact, knownBy: string): NewAct[] {
  const date = documentedDate(fact.date, fact.datePrecision);
  const signatures = [HQ_SCOPE, ...partiesOf(fact)].map((party): NewAct => ({
    act: 'SIGNED',
    party,
    date,
    future: false,
    knownBy,
    note: null,
    ...NOTHING_FURTHER,
  }));
  if (!fact.approval) return signatures;
  const approval: NewAct = {
    act: 'APPROVED',
    party: HQ_SCOPE,
    date: documentedDate(fact.approval.date),
    future: false,
    knownBy,
    note: fact.approval.act,
    ...NOTHING_FURTHER,
  };
  return [...signatures, approval];
}

/** Code of the memorandum that a renewal renews: the partner's memorandum before it. */
export function predecessorOf(fact: AgreementFact, all: readonly AgreementFact[]): string | null {
  if (fact.instrumentType !== 'memorandumRenewal') return null;
  const earlier = all.filter(
    (each) => each.partnerId === fact.partnerId && each.instrumentType === 'memorandum',
  );
  return earlier.length === 1 ? earlier[0].id : null;
}

export function instrumentClaims(fact: AgreementFact): NewClaim[] {
  const { date, datePrecision, place, azerbaijaniParty, counterpart, approval, signatories } = fact;
  const { expiresOn, entryIntoForce } = fact;
  const signature: NewClaim = {
    ...baseClaim(fact, 'signature'),
    property: 'signature',
    value: {
      date,
      datePrecision,
      place,
      azerbaijaniParty,
      counterpart,
      approval,
      signatories,
      expiresOn,
      entryIntoForce,
    },
    valueText: fact.title,
    asOf: documentedDate(date, datePrecision),
    note: fact.note,
  };
  const changes = fact.amendmentsOrRenewals.map((text, index) => ({
    ...baseClaim(fact, `amendmentsOrRenewals/${index}`),
    property: 'amendmentOrRenewal',
    valueText: text,
  }));
  return [signature, ...changes];
}

function baseClaim(fact: AgreementFact, part: string): Omit<NewClaim, 'property'> {
  return {
    partner: scopeOf(fact),
    origin: `facts:agreements/${fact.id}/${part}`,
    subjectType: 'INSTRUMENT',
    subjectCode: fact.id,
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

function scopeOf(fact: AgreementFact): string {
  return fact.partnerId ?? HQ_SCOPE;
}

/** A memorandum between two Governments is nearer to an intergovernmental agreement than to one of agencies. */
function kindOf(fact: AgreementFact): InstrumentKind {
  const betweenGovernments =
    (fact.azerbaijaniParty ?? '').startsWith('Government of') && fact.counterpart.startsWith('Government of');
  if (fact.instrumentType === 'memorandum' && betweenGovernments) return 'INTERGOVERNMENTAL_AGREEMENT';
  const kind = KINDS[fact.instrumentType];
  if (!kind) throw new Error(`The facts use an instrument type that is not known: ${fact.instrumentType}`);
  return kind;
}
