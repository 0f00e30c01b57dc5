import type { Alignment, LocalLabel, PeriodScheme } from './period.js';

/** What a scheme must know about its calendar; everything else about periods is the same for all schemes. */
export interface SchemeDefinition {
  readonly scheme: PeriodScheme;
  /**
   * Gregorian year in which the local year 0 would begin; keeps absurd years away from the conversion. Null for a
   * scheme that knows only the months of its table anyway.
   */
  readonly yearOffset: number | null;
  readonly monthsPerYear: number;
  readonly alignment: Alignment;
  /** Number of the month that is too short to be compared with others; null when all are alike. */
  readonly shortMonth: number | null;
  /** First day of a local month, an ISO date. The month is 1 to monthsPerYear. */
  monthStart(year: number, month: number): string;
  /** The local year and month that contain an ISO date. */
  monthOf(date: string): LocalMonth;
  label(year: number, month: number): LocalLabel;
  /** The aligned month, where the majority of days would not give one to one months. */
  alignedMonth?(year: number, month: number): string;
}

export interface LocalMonth {
  readonly year: number;
  readonly month: number;
}

/** What most schemes have in common. */
export const TWELVE_MONTHS = { monthsPerYear: 12, alignment: 'MAJORITY', shortMonth: null } as const;
