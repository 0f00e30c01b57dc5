import type { ProfileState } from './profile-version.lifecycle.js';

/** One version of how a source's reports look; a published one is never edited, a change is a new version. */
export interface ProfileVersion {
  /** The partner's code; headquarters for a layout that every partner may use. */
  partner: string;
  code: string;
  version: number;
  state: ProfileState;
  /** The profile as it was written, before defaults were filled in. */
  document: Record<string, unknown>;
  createdBy: string;
  createdByName: string;
  /** Null for a layout that ships and was not written down yet. */
  createdAt: Date | null;
  publishedBy: string | null;
  publishedAt: Date | null;
  retiredAt: Date | null;
  rev: number;
}
