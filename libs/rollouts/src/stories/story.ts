import type { DocumentedDate } from '#calendars';
import type { PublicSource } from '#evidence';

/** A step of a rollout as public sources tell it, with the date as precise as they print it. */
export interface NewMilestone {
  /** Stable name of where it was taken from; recorded once. */
  origin: string;
  /** The kind of step in the words of the documented facts, e.g. instrumentSigned, opening. */
  step: string;
  event: string;
  date: DocumentedDate;
  sources: readonly PublicSource[];
}

export interface Milestone extends NewMilestone {
  id: string;
}

/** What public sources tell of a rollout that nobody took through gates here. */
export interface Story {
  partner: string;
  origin: string;
  title: string;
  /** When the first centre is documented to have opened; unknown where no source says it. */
  opened: DocumentedDate;
  milestones: readonly NewMilestone[];
}
