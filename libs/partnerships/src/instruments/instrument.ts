import type { DocumentedDate } from '#calendars';
import type { InstrumentTerms } from '../terms/instrument-terms.js';

export const INSTRUMENT_KINDS = [
  'INTERSTATE_TREATY',
  'INTERGOVERNMENTAL_AGREEMENT',
  'INTERAGENCY_MOU',
  'PROTOCOL_OF_INTENT',
  'ACTION_PLAN',
  'ADDENDUM',
  'EXCHANGE_OF_LETTERS',
  'CHARTER',
] as const;
export type InstrumentKind = (typeof INSTRUMENT_KINDS)[number];
export const INSTRUMENT_CLASSES = ['TREATY', 'NON_TREATY'] as const;
export type InstrumentClass = (typeof INSTRUMENT_CLASSES)[number];

export const ENTRY_RULES = [
  'UNKNOWN',
  'ON_SIGNATURE',
  'ON_APPROVAL',
  'ON_LAST_NOTIFICATION',
  'FIXED_DATE',
  'NTH_RATIFICATION',
] as const;
export type EntryIntoForceRule = (typeof ENTRY_RULES)[number];

export const ACT_KINDS = [
  'INITIALLED',
  'SIGNED',
  'APPROVED',
  'RATIFIED',
  'ACCEDED',
  'DOCUMENTS_EXCHANGED',
  'NOTIFIED',
  'REGISTERED',
  'RENEWED',
  'AMENDED',
  'SUSPENDED',
  'RESUMED',
  'DENOUNCED',
  'TERMINATED',
] as const;
export type ActKind = (typeof ACT_KINDS)[number];

export const INSTRUMENT_STATUSES = [
  'DRAFT',
  'INITIALLED',
  'SIGNED',
  'PENDING_PROCEDURES',
  'IN_FORCE',
  'EXPIRING',
  'RENEWED',
  'SUSPENDED',
  'EXPIRED',
  'TERMINATED',
] as const;
export type InstrumentStatus = (typeof INSTRUMENT_STATUSES)[number];

/** Statuses in which an instrument binds its parties: the last two only say more about its term. */
export const IN_FORCE_STATUSES: readonly InstrumentStatus[] = ['IN_FORCE', 'EXPIRING', 'RENEWED'];

/** The title of one authentic text; where the texts differ, the prevailing one decides. */
export interface AuthenticTitle {
  /** BCP 47 tag of the language. */
  language: string;
  title: string;
  prevailing: boolean;
}

/** Who signed for a party; the name is null where the sources give the office only. */
export interface Signatory {
  name: string | null;
  role: string;
}

/** How a party takes part. */
export interface PartyDetail {
  /** Partner code, or HQ for the Azerbaijani side. */
  party: string;
  role: string | null;
  /** In which capacity it signs, e.g. for its Government. */
  capacity: string | null;
  signatories: readonly Signatory[];
}

/** What an instrument is registered with; its status is never among it. */
export interface NewInstrument {
  /** Scope: the partner of a bilateral instrument, HQ for one of several partners. */
  partner: string;
  code: string;
  kind: InstrumentKind;
  /** The word that the sources use for it. */
  documentedType: string | null;
  title: string;
  /** One for each authentic language, none while the texts are not known. */
  titles: readonly AuthenticTitle[];
  place: string | null;
  depositary: string | null;
  hqParty: string | null;
  counterpart: string;
  /** Fields of cooperation, in the words of the sources. */
  covers: readonly string[];
  relationKind: string | null;
  entryIntoForceRule: EntryIntoForceRule;
  entryIntoForceOn: string | null;
  ratificationsNeeded: number | null;
  /** Days between the deciding act and the entry into force. */
  entryIntoForceDays: number;
  terms: InstrumentTerms;
  /** Id of the instrument that this one renews or replaces. */
  supersedes: string | null;
  /** Id of the instrument whose clauses this one changes. */
  amends: string | null;
  note: string | null;
  /** Partners on the other side of the headquarters. */
  parties: readonly string[];
  partyDetails: readonly PartyDetail[];
}

export interface NewAct {
  act: ActKind;
  /** Partner code, or HQ for the Azerbaijani side. */
  party: string;
  date: DocumentedDate;
  /** Announced for a day that has not come. */
  future: boolean;
  /**
   * Day on which the evidence at hand showed the act as done; it bounds an act whose date nobody printed. Null
   * for a future act.
   */
  knownBy: string | null;
  note: string | null;
  /** Words with which the party limits what it consents to. */
  reservation: string | null;
  /** With a renewal: when the new term ends, unknown otherwise. */
  newUntil: DocumentedDate;
}

export interface InstrumentAct extends NewAct {
  id: string;
  recordedAt: string;
  voidedAt: string | null;
  voidReason: string | null;
}

export interface Instrument extends NewInstrument {
  id: string;
  class: InstrumentClass;
  rev: number;
  /** Partners that joined by accession; they are parties from their accession on. */
  acceded: readonly string[];
  /** Ids of instruments that renew or replace this one, and of those that change its clauses. */
  supersededBy: readonly string[];
  amendedBy: readonly string[];
  /** In the order in which they were recorded, voided ones included. */
  acts: InstrumentAct[];
}

/**
 * Treaties bind States or Governments; whatever agencies sign among themselves does not. The law of 1995 as amended
 * in 2010 leaves agency-level texts out of the treaties.
 */
export function classOf(kind: InstrumentKind): InstrumentClass {
  return kind === 'INTERSTATE_TREATY' || kind === 'INTERGOVERNMENTAL_AGREEMENT' ? 'TREATY' : 'NON_TREATY';
}
