import type { VersionDescription } from '../documents/document.js';

/** In one request; what is larger is sent in parts that can be resumed. */
export const MAX_FORM_MEGABYTES = 10;
export const MAX_DOCUMENT_MEGABYTES = 200;
export const MEGABYTE = 1024 * 1024;

/** For so long a cut upload can be resumed. */
export const UPLOAD_LIFE_HOURS = 24;

/** A file on its way: announced, perhaps partly here, not yet a version. */
export interface Upload extends VersionDescription {
  id: string;
  partner: string;
  documentId: string;
  /** Bytes; null when the sender did not announce them, since they come in one request. */
  size: number | null;
  startedBy: string;
  expiresAt: string;
  /** What became of it. */
  versionId: string | null;
}

export type NewUpload = Omit<Upload, 'versionId' | 'startedBy'>;
