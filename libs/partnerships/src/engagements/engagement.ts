import type { DocumentedDate } from '#calendars';
import type { PublicSource } from '#evidence';

export const ENGAGEMENT_KINDS = ['VISIT', 'CEREMONY', 'DELEGATION', 'PRESENTATION'] as const;
/** What took place: a visit, a ceremony, a working delegation, a presentation of the model. */
export type EngagementKind = (typeof ENGAGEMENT_KINDS)[number];

export const PARTICIPANT_SIDES = ['HQ', 'PARTNER', 'OTHER'] as const;
export type ParticipantSide = (typeof PARTICIPANT_SIDES)[number];

/** Somebody who took part. Many sources print the office without the name; nobody's name is guessed from it. */
export interface Participant {
  name: string | null;
  role: string;
  side: ParticipantSide;
}

/** Something that took place between headquarters and a partner. It is recorded once and never rewritten. */
export interface NewEngagement {
  /** Scope: a partner code, or HQ for what concerns the programme as a whole. */
  partner: string;
  /** Stable name of where it was taken from, recorded once; null for what people enter. */
  origin: string | null;
  kind: EngagementKind;
  title: string;
  /** The day, or the first of several, as precise as its source. */
  date: DocumentedDate;
  /** The last day where there were several; unknown otherwise. */
  until: DocumentedDate;
  place: string | null;
  participants: readonly Participant[];
  /** What came of it, in the words of the sources. */
  outcomes: readonly string[];
  sources: readonly PublicSource[];
}

export interface Engagement extends NewEngagement {
  id: string;
  recordedAt: string;
}

/** What is asked of the list; absent members leave it open. */
export interface EngagementFilter {
  partner?: string;
  kind?: EngagementKind;
  /** ISO date: only what certainly took place on or before it. */
  asOf?: string;
}
