export const OVERRIDE_KINDS = ['HOLIDAY', 'WORKING', 'HALF_DAY'] as const;
export type OverrideKind = (typeof OVERRIDE_KINDS)[number];

/** Which weekdays are worked during [from, until); null is an open end. */
export interface WeeklyPattern {
  readonly from: string | null;
  readonly until: string | null;
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  readonly workingWeekdays: readonly number[];
}

/** A single day that differs from the weekly pattern, with the document that says so. */
export interface DayOverride {
  readonly date: string;
  readonly kind: OverrideKind;
  readonly name: string;
  readonly source: string;
  /** True while the day has not been announced, as with moon-sighting holidays. */
  readonly tentative: boolean;
  /**
   * The day or the instant at which the source was entered; of two entries for one day the newer one counts. ISO texts,
   * of which a day sorts before every instant on it.
   */
  readonly recordedOn: string;
  /** Local closing time 'HH:MM' of a HALF_DAY, otherwise null. A deadline on that day ends no later. */
  readonly closesAt: string | null;
}

/**
 * Which days a country's offices work. Always data with a source, never locale data: the runtime's own week data is
 * wrong for at least two of the partner countries (it gives Uganda a one-day and Afghanistan a Thursday–Friday weekend).
 */
export interface WorkingCalendar {
  readonly code: string;
  /** Kept with every deadline computed from it. */
  readonly version: string;
  /** IANA id. */
  readonly zone: string;
  /** True once the partner has confirmed the calendar. */
  readonly confirmed: boolean;
  readonly note: string | null;
  /** Ordered by time, without gap or overlap. */
  readonly weekly: readonly WeeklyPattern[];
  readonly overrides: readonly DayOverride[];
}
