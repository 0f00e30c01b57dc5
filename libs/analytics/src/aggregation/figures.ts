/** Dimensions that an answer can be grouped by; what is left out is aggregated over. */
export const DIMENSIONS = ['partner', 'unit', 'period'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** An expected report: one unit and one aligned month. */
export interface ExpectedReport {
  partner: string;
  unit: string;
  /** Aligned month 'YYYY-MM'. */
  month: string;
  formCode: string;
  /** Cells that the form of the report asks for: input indicators, or parts of them; others are not expected from it. */
  asks: ReadonlySet<string>;
  /** Waived by headquarters with a reason: listed, but not expected. */
  waived: boolean;
  synthetic: boolean;
  /** Code of the larger unit that its figures are shown under; absent: the unit itself. */
  shownAs?: string;
}

export type FigureKind = 'NUMBER' | 'NOT_APPLICABLE' | 'NOT_AVAILABLE' | 'NOT_COLLECTED' | 'SUPPRESSED';

/** How certain a figure is; the ledger itself holds accepted ones only. */
export type Standing = 'ACCEPTED' | 'ESTIMATED' | 'PROVISIONAL';

/** One figure of one unit and month. A figure that does not exist is missing. */
export interface Figure {
  partner: string;
  unit: string;
  month: string;
  /** The input indicator, with the codes of a part behind it where parts are asked for. */
  indicator: string;
  kind: FigureKind;
  /** Decimal text, only with kind NUMBER. */
  value: string | null;
  synthetic: boolean;
  standing: Standing;
}

/**
 * How many reports a figure stands on. `expected` is without those that are waived or for which the
 * indicator does not apply; over several months it counts reports, not units.
 */
export interface Coverage {
  expected: number;
  included: number;
  waived: number;
  notApplicable: number;
}

export type AggregateStatus = 'FINAL' | 'ESTIMATED' | 'PROVISIONAL' | 'INCOMPLETE';

/** Why there is no value. */
export type NoValueReason =
  | 'waived'
  | 'not-applicable'
  | 'not-aggregable'
  | 'coverage-too-low'
  | 'no-data'
  | 'suppressed'
  | 'too-old'
  | 'zero-denominator';

/** What one country counts differently from the dictionary, and from which aligned month on. */
export interface DifferentDefinition {
  id: string;
  partner: string;
  indicator: string;
  from: string;
}

/** A figure of an answer. Decimals are text; a value that cannot be given is null with its reason. */
export interface Aggregate {
  indicator: string;
  indicatorVersion: number;
  /** Null where the answer is aggregated over partners. */
  partner: string | null;
  unit: string | null;
  /** Aligned month; null where the answer is aggregated over time. */
  period: string | null;
  /** Codes of the part, e.g. `PASSPORT`; null: the total. */
  breakdown: string | null;
  value: string | null;
  /** With ratios and weighted means. */
  numerator: string | null;
  denominator: string | null;
  coverage: Coverage;
  status: AggregateStatus;
  /** SDMX observation status: A, E, P, D (defined differently), B (break), or why it is missing: M, L, O, Q. */
  obsStatus: string;
  /** Ids of the accepted notes that say what is counted differently. */
  definitionNotes: string[];
  flags: string[];
  reason: NoValueReason | null;
}
