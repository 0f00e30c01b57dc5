import type { CounterpartAuthority } from '../partners/partner.js';

export const NAME_KINDS = ['NAME', 'BRAND'] as const;
/** What the partner is called, or under which brand it runs the service. */
export type NameKind = (typeof NAME_KINDS)[number];

/** A name that was in use during [validFrom, validUntil). */
export interface PartnerName {
  id: string;
  kind: NameKind;
  /** BCP 47 tag. */
  language: string;
  name: string;
  /** ISO dates; null from: as long as anybody knows, null until: still in use. */
  validFrom: string | null;
  validUntil: string | null;
}

export type NewPartnerName = Omit<PartnerName, 'id' | 'validUntil'>;

/** A person to turn to, during [validFrom, validUntil). */
export interface NewFocalPoint {
  /** Id of the authority that the person works for. */
  authority: string | null;
  name: string;
  role: string;
  languages: readonly string[];
  email: string | null;
  phone: string | null;
  validFrom: string | null;
  validUntil: string | null;
}

export interface FocalPoint extends NewFocalPoint {
  id: string;
  rev: number;
}

export interface NewAuthority extends CounterpartAuthority {
  successorOf: string | null;
}

export interface StatusChange {
  status: string;
  reason: string | null;
  changedOn: string;
}
