export const SCALES = ['BINARY', 'POINTS', 'MATURITY'] as const;
/** How a sub-criterion is answered: 0 or 1, 0 to a maximum of its own, or a maturity of 0 to 5. */
export type Scale = (typeof SCALES)[number];

/** Texts by language; `en` is always there. */
export type Titles = Readonly<Record<string, string>>;

export interface SubCriterion {
  readonly code: string;
  readonly titles: Titles;
  /** Share of its criterion in per cent, as decimal text. */
  readonly weight: string;
  readonly scale: Scale;
  /** Highest answer of the scale. */
  readonly max: number;
  /** A failing one caps the grade whatever the score. */
  readonly critical: boolean;
}

export interface Criterion {
  readonly code: string;
  readonly titles: Titles;
  readonly weight: string;
  readonly items: readonly SubCriterion[];
}

export interface Parameter {
  readonly code: string;
  readonly titles: Titles;
  readonly weight: string;
  readonly criteria: readonly Criterion[];
}

/** A grade and the lowest score that earns it, in per cent. */
export interface GradeStep {
  readonly grade: string;
  readonly from: string;
}

/** What a version of a standard asks for. Weights of the children of one node sum to 100. */
export interface StandardTree {
  readonly parameters: readonly Parameter[];
  /** Best first; the last one begins at 0. */
  readonly grades: readonly GradeStep[];
  /** Best grade that remains when a critical sub-criterion fails. */
  readonly criticalCap: string;
  /** What a certificate needs, and how long it holds. */
  readonly certificate: { readonly grade: string; readonly months: number };
  /** Which sub-criterion of the version before became which of this one; one that kept its code is not named. */
  readonly crosswalk: Readonly<Record<string, string>>;
}

export const STANDARD_STATES = ['DRAFT', 'PUBLISHED', 'RETIRED'] as const;
export type StandardState = (typeof STANDARD_STATES)[number];

/** One version of a standard. Once published it never changes; results stay bound to it. */
export interface StandardVersion {
  code: string;
  version: number;
  state: StandardState;
  titles: Titles;
  /** Made up to show the shape; never to be taken for the agency's text. */
  illustrative: boolean;
  source: string;
  tree: StandardTree;
  authors: string[];
  createdAt: Date;
  publishedBy: string | null;
  publishedAt: Date | null;
  rev: number;
}

export function itemsOf(tree: StandardTree): SubCriterion[] {
  return tree.parameters.flatMap(({ criteria }) => criteria.flatMap(({ items }) => items));
}
