/** Which figures a release is about: what was official of them at the watermark is what was released. */
export interface ReleaseScope {
  /** First and last aligned month, 'YYYY-MM', both inclusive. */
  from: string;
  to: string;
  /** Null: every indicator. */
  indicators: readonly string[] | null;
  partners: readonly string[];
}

/** A set of figures that was published under a name. Neither the set nor its checksum ever changes. */
export interface Release extends ReleaseScope {
  id: string;
  /** How many partners it is about, also those that the reader does not see. */
  partnerCount: number;
  /** Short name for addresses and citations, such as `annual-2026`. */
  name: string;
  title: string;
  /** RFC 3339; the last change of the ledger within the scope that the release knows of. */
  watermark: string;
  /** How many figures it holds. */
  figures: number;
  /** SHA-256, in hexadecimal digits, of the canonical CSV. */
  checksum: string;
  publishedAt: string;
  publishedBy: string;
  publishedByName: string;
}

/** One figure of a release. */
export interface ReleasedFigure {
  partner: string;
  unit: string;
  /** With the codes of a part behind it, e.g. `SERVICES_RENDERED~PASSPORT`; the plain code is the total. */
  indicator: string;
  indicatorVersion: number;
  period: string;
  alignedTo: string;
  kind: string;
  /** A decimal as text; null for reasons for having no number. */
  value: string | null;
  synthetic: boolean;
}

/** A figure of a release that the ledger no longer gives, or gives anew. */
export interface ReleaseDifference {
  partner: string;
  unit: string;
  indicator: string;
  period: string;
  released: string | null;
  recomputed: string | null;
}

/** Whether a release can still be made again from the ledger. */
export interface ReleaseVerification {
  equal: boolean;
  /** As it was published. */
  checksum: string;
  /** Of what the ledger gives for the watermark. */
  recomputedChecksum: string;
  /** Of the figures that are kept beside the release. */
  keptChecksum: string;
  /** The first of them; empty when everything is equal. */
  differences: ReleaseDifference[];
  verifiedAt: string;
}

/** What was official, and what is official now. */
export interface Erratum {
  id: string;
  partner: string;
  releaseId: string;
  unit: string;
  indicator: string;
  period: string;
  alignedTo: string;
  oldKind: string | null;
  oldValue: string | null;
  newKind: string | null;
  newValue: string | null;
  reasonKind: string;
  reason: string;
  submissionId: string;
  recordedAt: string;
}
