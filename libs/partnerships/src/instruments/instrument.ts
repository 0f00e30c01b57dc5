import type { DocumentedDate } from '#calendars';

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
export type InstrumentClass = 'TREATY' | 'NON_TREATY';

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
  'SUSPENDED',
  'TERMINATED',
] as const;
export type InstrumentStatus = (typeof INSTRUMENT_STATUSES)[number];

/** What an instrument is registered with; its status is never among it. */
export interface NewInstrument {
  /** Scope: the partner of a bilateral instrument, HQ for one of several partners. */
  partner: string;
  code: string;
  kind: InstrumentKind;
  /** The word that the sources use for it. */
  documentedType: string | null;
  title: string;
  place: string | null;
  hqParty: string | null;
  counterpart: string;
  /** Fields of cooperation, in the words of the sources. */
  covers: readonly string[];
  relationKind: string | null;
  entryIntoForceRule: EntryIntoForceRule;
  entryIntoForceOn: string | null;
  ratificationsNeeded: number | null;
  /** Id of the instrument that this one renews or replaces. */
  supersedes: string | null;
  note: string | null;
  /** Partners on the other side of the headquarters. */
  parties: readonly string[];
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
