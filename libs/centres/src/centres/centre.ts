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

/** Totals that a centre may be part of: what headquarters says of the export as a whole, and of a partner's network. */
export const CENTRE_TOTALS = ['HEADLINE', 'NETWORK'] as const;
export type CentreTotal = (typeof CENTRE_TOTALS)[number];

/** What people call a centre, in the script of the language. */
export interface CentreBrand {
  /** BCP 47, e.g. `am` or `ur-Arab`. */
  language: string;
  name: string;
}

export interface Centre extends CentreDetails {
  unit: RegisteredUnit;
  /** Null: as its replication class says. */
  countsTowards: CentreTotal[] | null;
  brands: CentreBrand[];
  rev: number;
}

/** What headquarters may change about a centre; absent members stay. */
export type CentreChange = Partial<Pick<Centre, 'replicationClass' | 'countsTowards' | 'brands'>>;

/**
 * Totals that a centre is part of when nobody said otherwise: one that was only inspired is no part of the export, and
 * one whose class is not documented is counted in its network alone.
 */
const TOTALS_OF_CLASS: Readonly<Record<ReplicationClass, readonly CentreTotal[]>> = {
  SUPPORTED: ['HEADLINE', 'NETWORK'],
  REPLICATED: ['NETWORK'],
  INSPIRED: [],
};

export function totalsOf({
  replicationClass,
  countsTowards,
}: Pick<Centre, 'replicationClass' | 'countsTowards'>): readonly CentreTotal[] {
  if (countsTowards !== null) return countsTowards;
  return replicationClass === null ? ['NETWORK'] : TOTALS_OF_CLASS[replicationClass];
}

/** A centre with its status on a day. */
export interface CentreOnDay extends Centre {
  asOf: string;
  /** Certain status; null when no evidence says any. */
  status: UnitStatus | null;
  /** Differs from `status` while dates are vague. */
  possibleStatus: UnitStatus | null;
}
