export const OFFERING_STATUSES = ['PLANNED', 'LIVE', 'PAUSED', 'WITHDRAWN'] as const;
export type OfferingStatus = (typeof OFFERING_STATUSES)[number];

/** A service that an institution provides in a centre, in one status during [validFrom, validUntil). */
export interface OfferingInterval {
  service: string;
  provider: string;
  status: OfferingStatus;
  /** ISO date. */
  validFrom: string;
  /** ISO date, exclusive; null: it lasts. */
  validUntil: string | null;
}

/** An offering on a day, with what its service is mapped to. */
export interface OfferingOnDay extends OfferingInterval {
  serviceName: string;
  providerName: string;
  canonical: string | null;
}

/** A status that an offering of a centre gets. */
export interface OfferingOrder {
  service: string;
  provider: string;
  status: OfferingStatus;
  /** ISO date. */
  from: string;
}

/** How much a centre offers on a day. */
export interface OfferingCounts {
  partner: string;
  unit: string;
  /** Services by status; one that two institutions provide counts once. */
  planned: number;
  live: number;
  paused: number;
  withdrawn: number;
  /** Services that were recorded in any status up to the day: what was planned or opened at some time. */
  announced: number;
  /** Institutions with a live service. */
  providersLive: number;
  /** Institutions with a service that is live, paused or planned. */
  providers: number;
}

/** A service that was offered in a period, under its local code or the canonical one that it is. */
export interface OfferedService {
  service: string;
  provider: string;
  /** On some day of the period. */
  isLive: boolean;
}
