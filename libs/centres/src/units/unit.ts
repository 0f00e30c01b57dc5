import type { DocumentedDate } from '#calendars';

export const UNIT_TYPES = ['COUNTRY', 'REGION', 'CENTRE', 'MOBILE', 'NETWORK'] as const;
export type UnitType = (typeof UNIT_TYPES)[number];

export const UNIT_STATUSES = [
  'PLANNED',
  'UNDER_CONSTRUCTION',
  'PRE_OPENING',
  'OPERATING',
  'SUSPENDED',
  'CLOSED',
] as const;
export type UnitStatus = (typeof UNIT_STATUSES)[number];

/** Something of a partner that reports or is reported on. Codes: NET-PK, REG-PK-x, CTR-PK-ISB, MOB-PK-x. */
export interface Unit {
  partner: string;
  code: string;
  type: UnitType;
  name: string;
  /** IANA zone id. */
  timeZone: string;
}

/** A stretch of time in one status; dates as documented, half-open on the days that they make certain. */
export interface StatusInterval {
  status: UnitStatus;
  from: DocumentedDate;
  until: DocumentedDate;
  /** First certain day, null when no source gives one. */
  validFrom: string | null;
  /** Exclusive: the first day on which the status may be over; null while it lasts. */
  validUntil: string | null;
  /** Day on which the evidence at hand showed the status; bounds a start that nobody printed. */
  knownBy: string | null;
  note: string | null;
  /** Day on which the status is expected to end, e.g. of a suspension. */
  expectedUntil?: string | null;
  /** Code of the unit that takes over. */
  successor?: string | null;
  /** Code of the instrument in force that covered an opening. */
  basisInstrument?: string | null;
  /** Id of the director's waiver that stood in for a legal basis. */
  basisWaiver?: string | null;
}

export type NewInterval = Omit<StatusInterval, 'validFrom' | 'validUntil'>;

/** Membership in a larger unit during [validFrom, validUntil); null bounds are open. */
export interface ParentLink {
  parent: string;
  validFrom: string | null;
  validUntil: string | null;
}

export interface RegisteredUnit extends Unit {
  intervals: StatusInterval[];
  parents: ParentLink[];
}
