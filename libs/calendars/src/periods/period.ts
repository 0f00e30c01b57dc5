export const PERIOD_SCHEMES = ['GREGORIAN_MONTH', 'ETHIOPIAN_MONTH', 'SOLAR_HIJRI_MONTH'] as const;

/** The way in which a partner divides time into reporting months. */
export type PeriodScheme = (typeof PERIOD_SCHEMES)[number];

/** The period's name for readers at headquarters, and in the local language where the calendar has one. */
export type LocalLabel = Record<'en' | 'az' | 'ru', string> & Partial<Record<'am' | 'fa-AF', string>>;

/** One reporting month of one scheme. */
export interface Period {
  /** For example 'ETHIOPIAN_MONTH:2019-02': the scheme, then the year and month of its own calendar. */
  readonly id: string;
  readonly scheme: PeriodScheme;
  /** Year of the scheme's own calendar: 2019 in Ethiopia is 2026/27. */
  readonly year: number;
  /** 1 to 12; the Ethiopian month 12 contains Pagume. */
  readonly month: number;
  /** First day, an ISO date. */
  readonly start: string;
  /** Last day, an ISO date, inclusive. */
  readonly end: string;
  readonly days: number;
  /** The Gregorian month 'YYYY-MM' in which most days of the period lie; where partners are compared. */
  readonly alignedTo: string;
  readonly localLabel: LocalLabel;
}

/** Tells whether a text names a period scheme. */
export function isPeriodScheme(text: unknown): text is PeriodScheme {
  return PERIOD_SCHEMES.some((scheme) => scheme === text);
}
