/** Parts of the model that an instrument may cover; ASAN is the concept itself, a centre of the kind. */
export const COMPONENTS = [
  'ASAN',
  'STANDARDS',
  'BRAND',
  'VOLUNTEER_PROGRAMME',
  'SOLUTIONS',
  'MOBILE',
  'DOST',
] as const;
export type Component = (typeof COMPONENTS)[number];

/** A partner may use a component by an instrument, during [validFrom, validUntil). */
export interface NewLicenceGrant {
  partner: string;
  instrumentId: string;
  component: Component;
  /** The words of the instrument or of its sources on which the grant rests. */
  wording: string;
  conditions: string | null;
  /** ISO date; null: from the instrument's entry into force. */
  validFrom: string | null;
  /** ISO date, exclusive; null: as long as the instrument is in force. */
  validUntil: string | null;
}

export interface LicenceGrant extends NewLicenceGrant {
  id: string;
  instrumentCode: string | null;
  recordedAt: string;
  rev: number;
}

/** The director lets a partner go ahead without a legal basis, during [validFrom, validUntil). */
export interface NewWaiver {
  partner: string;
  component: Component;
  reason: string;
  validFrom: string;
  validUntil: string;
}

export interface Waiver extends NewWaiver {
  id: string;
  grantedAt: string;
  grantedByName: string;
}
