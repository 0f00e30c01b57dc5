/** Somebody of the team, e.g. an architect of headquarters. */
export interface TeamMember {
  name: string;
  role: string;
}

/** People of headquarters travel for a rollout, or for the partner in general. */
export interface NewMission {
  partner: string;
  rolloutId: string | null;
  purpose: string;
  place: string | null;
  startsOn: string;
  returnsOn: string;
  team: readonly TeamMember[];
  /** Working days of the partner after the return until the report is due. */
  reportDays: number;
}

export interface Mission extends NewMission {
  id: string;
  reportDueOn: string;
  reportedOn: string | null;
  report: string | null;
  recordedAt: string;
  rev: number;
}

/** A training that took place. It is recorded once and never rewritten. */
export interface NewTraining {
  partner: string;
  rolloutId: string | null;
  title: string;
  place: string | null;
  startsOn: string;
  endsOn: string;
  /** Decimal text, e.g. 7.5. */
  hours: string;
  participants: number;
  /** How many passed, where there was a test. */
  passed: number | null;
  result: string | null;
}

export interface Training extends NewTraining {
  id: string;
  recordedAt: string;
}

/** What is asked of the lists; absent members leave it open. */
export interface MissionFilter {
  partner?: string;
  rollout?: string;
}
