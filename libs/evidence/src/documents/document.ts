export const DOCUMENT_KINDS = ['INSTRUMENT', 'EVIDENCE', 'OTHER'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Who may read a document inside the walls of its country, from everybody to a few. */
export const CLASSIFICATIONS = ['PUBLIC', 'PARTNER_SHARED', 'INTERNAL', 'RESTRICTED'] as const;
export type Classification = (typeof CLASSIFICATIONS)[number];

/** Whether the text in this language binds, or only tells what the binding one says. */
export const AUTHENTICITIES = ['AUTHENTIC', 'TRANSLATION', 'UNKNOWN'] as const;
export type Authenticity = (typeof AUTHENTICITIES)[number];

export const VERSION_FORMS = ['SIGNED_ORIGINAL', 'SCAN', 'WORKING_COPY'] as const;
export type VersionForm = (typeof VERSION_FORMS)[number];

export const SCAN_STATES = ['NOT_SCANNED', 'PENDING', 'CLEAN', 'INFECTED', 'FAILED'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

export interface NewDocument {
  partner: string;
  kind: DocumentKind;
  title: string;
  note: string | null;
  /** Null: what its kind and its author give. */
  classification: Classification | null;
}

/** A work, e.g. a memorandum; its files are its versions. */
export interface StoredDocument extends NewDocument {
  id: string;
  classification: Classification;
  createdBy: string;
  createdAt: string;
  rev: number;
}

/** What a sender says about a file before its bytes arrive. */
export interface VersionDescription {
  fileName: string;
  /** Lower-case hexadecimal digits. */
  sha256: string;
  /** BCP 47, e.g. az; null: not told. */
  language: string | null;
  authenticity: Authenticity;
  form: VersionForm;
}

export interface NewVersion extends VersionDescription {
  id: string;
  partner: string;
  documentId: string;
  /** Bytes. */
  size: number;
  mediaType: string;
  scan: ScanState;
  uploadedAt: string;
}

/** One file of a document; a removed one keeps its row and loses its bytes. */
export interface DocumentVersion extends NewVersion {
  version: number;
  scannedAt: string | null;
  /** What the scanner found, or why it could not look. */
  threat: string | null;
  uploadedBy: string;
  removedAt: string | null;
  removedBy: string | null;
  removalReason: string | null;
}
