export const SEVERITIES = ['BLOCK', 'EXPLAIN', 'INFO'] as const;
/** BLOCK stops a report and cannot be argued away, EXPLAIN asks for a reason, INFO only tells. */
export type Severity = (typeof SEVERITIES)[number];

export const STAGES = ['ENTRY', 'SAVE', 'SUBMIT', 'ACCEPT', 'NIGHTLY'] as const;
/** When a rule is looked at. */
export type Stage = (typeof STAGES)[number];

export const MISSING_STRATEGIES = ['SKIP_IF_ANY_MISSING', 'SKIP_IF_ALL_MISSING', 'MISSING_AS_ZERO'] as const;
/** What becomes of one side of a rule when a cell on it has no number. */
export type MissingStrategy = (typeof MISSING_STRATEGIES)[number];

export const COMPARISONS = ['<=', '<', '>=', '>', '==', '!='] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A number that a rule is written with: a decimal as text, or a short one as a number. */
export type Rate = number | string;

/** How far two figures may differ; with both members the larger allowance counts. */
export interface Tolerance {
  absolute?: Rate;
  /** Of the figure that is compared with. */
  percent?: Rate;
}

/** Which reports a rule is about; an absent member excludes nobody. */
export interface RuleScope {
  forms?: readonly string[];
  partners?: readonly string[];
  units?: readonly string[];
  unitTypes?: readonly string[];
}

interface RuleBase {
  code: string;
  version: number;
  severity: Severity;
  /** Absent: always, except at night. */
  stages?: readonly Stage[];
  scope?: RuleScope;
  /** Condition in CEL without which the rule says nothing. */
  when?: string;
  missing?: { left?: MissingStrategy; right?: MissingStrategy };
  /** Words by language instead of the catalogue's, with `{{parameters}}`. */
  message?: Readonly<Record<string, string>>;
  /** Periods that begin in [validFrom, validTo) are looked at. */
  validFrom?: string;
  validTo?: string;
  owner?: string;
}

/** The sixteen kinds of rules: a closed list, each with members of its own. */
export type ValidationRule = RuleBase &
  (
    | { kind: 'TYPE'; places?: number; percentages?: readonly string[] }
    | { kind: 'RANGE'; cell: string; min?: Rate; max?: Rate }
    | { kind: 'REQUIRED_IF'; cell: string; when: string }
    | { kind: 'SUM_EQUALS'; parts: readonly string[]; total: string; tolerance?: Tolerance }
    | ({ kind: 'COMPARE'; tolerance?: Tolerance } & ComparedSides)
    | { kind: 'PAIR'; cells: readonly string[]; mode: 'BOTH_OR_NONE' | 'EXCLUSIVE' }
    | { kind: 'CHANGE'; percent: Rate; floor?: Rate; cells?: readonly string[] }
    | { kind: 'OUTLIER'; threshold: number; minHistory: number; cells?: readonly string[] }
    | { kind: 'MONOTONE'; cells: readonly string[] }
    | { kind: 'REFERENCE'; cells: readonly string[]; service?: string }
    | { kind: 'OPEN_DAYS'; cell: string; whilePositive?: string; limit?: 'PERIOD_DAYS' | 'OPEN_DAYS' }
    | { kind: 'HIERARCHY'; tolerance?: Tolerance; cells?: readonly string[] }
    | { kind: 'CROSS_SOURCE'; tolerance?: Tolerance; cells?: readonly string[] }
    | { kind: 'DUPLICATE'; minCells: number }
    | { kind: 'DIGIT'; percent: Rate; minCount: number; cells?: readonly string[] }
    | { kind: 'EVIDENCE'; cell: string; when: string }
  );

/** A part that may not exceed its whole, or two sides in CEL with the cell that is to blame. */
export type ComparedSides =
  { part: string; whole: string } | { cell: string; left: string; op: Comparison; right: string };

export type RuleKind = ValidationRule['kind'];
export type RuleOf<Kind extends RuleKind> = Extract<ValidationRule, { kind: Kind }>;
