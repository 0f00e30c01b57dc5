/** Programmes of headquarters that a centre may run. */
export const PROGRAMMES = [
  'STANDARDS',
  'VOLUNTEER_PROGRAMME',
  'MOBILE',
  'SOLUTIONS',
  'FRIENDSHIP_CORNER',
  'DOST',
] as const;
export type Programme = (typeof PROGRAMMES)[number];

export const PROGRAMME_STAGES = ['LICENSED', 'PLANNED', 'APPLIED', 'ENDED'] as const;
export type ProgrammeStage = (typeof PROGRAMME_STAGES)[number];

/** A stage that a programme reached in a centre, and where that is said. */
export interface ProgrammeStep {
  programme: Programme;
  stage: ProgrammeStage;
  /** ISO date; null: no source gives the day. */
  since: string | null;
  /** The document or page that says so. */
  source: string;
  note: string | null;
}

/** Volunteers who began together. */
export interface VolunteerIntake {
  /** ISO date. */
  startsOn: string;
  volunteers: number;
  /** Hours that they gave, a decimal text; null: not documented. */
  hours: string | null;
  source: string;
}

export interface CentreProgrammes {
  /** Every stage of every programme, by programme and day; unknown days first. */
  programmes: ProgrammeStep[];
  /** By day. */
  intakes: VolunteerIntake[];
}
