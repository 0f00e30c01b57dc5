import type { OwnerSide } from '../templates/template.js';

export const ISSUE_STATES = ['OPEN', 'RESOLVED'] as const;
export type IssueState = (typeof ISSUE_STATES)[number];

export const ISSUE_STEPS = ['handOver', 'resolve', 'reopen'] as const;
export type IssueStep = (typeof ISSUE_STEPS)[number];

export const ISSUE_ENTITY = 'rollout-issue';

/** On whose side an issue lay, during [fromOn, untilOn). */
export interface IssueTurn {
  ownerSide: OwnerSide;
  fromOn: string;
  /** Null: it lies there still. */
  untilOn: string | null;
}

/** What somebody reports to be in the way. */
export interface NewIssue {
  title: string;
  /** The rollout does not go on without it. */
  blocking: boolean;
  ownerSide: OwnerSide;
  /** ISO date since when it is waited for. */
  openedOn: string;
}

export interface Issue extends NewIssue {
  id: string;
  partner: string;
  rolloutId: string;
  state: IssueState;
  resolvedOn: string | null;
  resolution: string | null;
  turns: IssueTurn[];
  rev: number;
}
