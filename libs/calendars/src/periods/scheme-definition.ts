import type { LocalLabel, PeriodScheme } from './period.js';

/** What a scheme must know about its calendar; everything else about periods is the same for all schemes. */
export interface SchemeDefinition {
  readonly scheme: PeriodScheme;
  /** Gregorian year in which the local year 0 would begin; keeps absurd years away from the conversion. */
  readonly yearOffset: number;
  /** First day of a local month, an ISO date. The month is 1 to 12. */
  monthStart(year: number, month: number): string;
  /** The local year and month (1 to 12) that contain an ISO date. */
  monthOf(date: string): LocalMonth;
  label(year: number, month: number): LocalLabel;
}

export interface LocalMonth {
  readonly year: number;
  readonly month: number;
}
