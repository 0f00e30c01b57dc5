const FIRST_WINDOW_DAY = 2;
const LAST_WINDOW_DAY = 28;

/** Gregorian windows from day d to day d-1 of the next month; a day that some month lacks cannot begin one. */
const GREGORIAN_WINDOWS = Array.from(
  { length: LAST_WINDOW_DAY - FIRST_WINDOW_DAY + 1 },
  (_, index) => `GREGORIAN_WINDOW_${FIRST_WINDOW_DAY + index}` as const,
);

const SINGLE_SCHEMES = [
  'GREGORIAN_MONTH',
  'ETHIOPIAN_MONTH',
  'ETHIOPIAN_MONTH_SEPARATE',
  'ETHIOPIAN_WINDOW_21',
  'SOLAR_HIJRI_MONTH',
  'LUNAR_HIJRI_TABLE',
] as const;

/** The way in which a partner divides time into reporting months. */
export type PeriodScheme = (typeof SINGLE_SCHEMES)[number] | `GREGORIAN_WINDOW_${number}`;

export const PERIOD_SCHEMES: readonly PeriodScheme[] = [...SINGLE_SCHEMES, ...GREGORIAN_WINDOWS];

/** Those whose periods answer one to one to Gregorian months. */
export const MONTHLY_SCHEMES: readonly PeriodScheme[] = PERIOD_SCHEMES.filter(
  (scheme) => scheme !== 'LUNAR_HIJRI_TABLE' && scheme !== 'ETHIOPIAN_MONTH_SEPARATE',
);

/** The period's name for readers at headquarters, and in the local language where the calendar has one. */
export type LocalLabel = Record<'en' | 'az' | 'ru', string> & Partial<Record<'am' | 'fa-AF', string>>;

/**
 * How a period meets the Gregorian month: MAJORITY counts it wholly to the month with most of its days, APPORTION
 * shares it out by days, as the lunar year needs because it is eleven days short.
 */
export type Alignment = 'MAJORITY' | 'APPORTION';

/** One reporting month of one scheme. */
export interface Period {
  /** For example 'ETHIOPIAN_MONTH:2019-02': the scheme, then the year and month of its own calendar. */
  readonly id: string;
  readonly scheme: PeriodScheme;
  /** Year of the scheme's own calendar: 2019 in Ethiopia is 2026/27. */
  readonly year: number;
  /** 1 to 12, or 13 where Pagume stands alone; otherwise the Ethiopian month 12 contains Pagume. */
  readonly month: number;
  /** First day, an ISO date. */
  readonly start: string;
  /** Last day, an ISO date, inclusive. */
  readonly end: string;
  readonly days: number;
  /** The Gregorian month 'YYYY-MM' in which most days of the period lie; where partners are compared. */
  readonly alignedTo: string;
  readonly alignment: Alignment;
  /** A change of calendar made this period shorter or longer than its month. */
  readonly irregular: boolean;
  /** False for a period that must not be compared with its neighbours: Pagume alone, or an irregular one. */
  readonly comparable: boolean;
  readonly localLabel: LocalLabel;
}

/** Tells whether a text names a period scheme. */
export function isPeriodScheme(text: unknown): text is PeriodScheme {
  return PERIOD_SCHEMES.some((scheme) => scheme === text);
}
