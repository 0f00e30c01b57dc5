import type { DocumentedDate } from '#calendars';

export const SUBJECT_TYPES = ['PARTNER', 'INSTRUMENT', 'CENTRE', 'PROGRAMME'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

export const CLAIM_STATUSES = ['ACCEPTED', 'CLAIMED', 'DISPUTED'] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

/** A public page that says something. `publishedOn` is YYYY, YYYY-MM or YYYY-MM-DD, null where the page has no date. */
export interface PublicSource {
  url: string;
  title: string;
  publisher: string;
  publishedOn: string | null;
}

/** What one or more public sources say about one property of one thing. */
export interface NewClaim {
  /** Scope of the subject: a partner code, or HQ for programme-wide statements. */
  partner: string;
  /** Stable name of where the claim was taken from; the same origin is recorded once. */
  origin: string;
  subjectType: SubjectType;
  subjectCode: string;
  property: string;
  /** A decimal string for a figure, a structure for several members, null where only words exist. */
  value: string | object | null;
  /** The source's wording. */
  valueText: string | null;
  unit: string | null;
  asOf: DocumentedDate;
  note: string | null;
  status: ClaimStatus;
  /** Claims of one group contradict each other; at most one of them is accepted. */
  conflictGroup: string | null;
  sources: readonly PublicSource[];
}

export interface Claim extends NewClaim {
  id: string;
  rev: number;
}
