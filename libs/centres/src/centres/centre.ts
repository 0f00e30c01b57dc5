import type { RegisteredUnit, UnitStatus } from '../units/unit.js';

export const REPLICATION_CLASSES = ['SUPPORTED', 'REPLICATED', 'INSPIRED'] as const;
/** How far headquarters took part in establishing a centre. */
export type ReplicationClass = (typeof REPLICATION_CLASSES)[number];

/** What is known of a centre beyond its unit; null where no source says it. */
export interface CentreDetails {
  localBrand: string | null;
  city: string | null;
  admin1: string | null;
  replicationClass: ReplicationClass | null;
  openingHours: string | null;
  operator: string | null;
  firstInNetwork: boolean | null;
  note: string | null;
}

export interface Centre extends CentreDetails {
  unit: RegisteredUnit;
}

/** A centre with its status on a day. */
export interface CentreOnDay extends Centre {
  asOf: string;
  /** Certain status; null when no evidence says any. */
  status: UnitStatus | null;
  /** Differs from `status` while dates are vague. */
  possibleStatus: UnitStatus | null;
}
