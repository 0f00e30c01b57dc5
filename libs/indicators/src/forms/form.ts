import { TOTAL_CODE } from '../breakdowns/breakdown.js';

export const TOTALS = ['ENTERED', 'COMPUTED'] as const;
/** Whether the total of a broken-down figure is entered like any other cell or added up from its parts. */
export type TotalOrigin = (typeof TOTALS)[number];

/** What a form asks for beside a total: the figure by one dimension, or by two of them crossed. */
export interface FormBreakdown {
  indicator: string;
  /** Codes of one or two dimensions, in the order in which they stand in the codes of the cells. */
  dimensions: string[];
  total: TotalOrigin;
  /** Whether the parts are counted in the completeness of the disaggregation. */
  expected: boolean;
  /** One cell for each code, as the codelists were when the form was published, e.g. `SERVICES_RENDERED~PASSPORT`. */
  cells: string[];
}

/** One version of a form: the cells it asks for, in order. */
export interface FormVersion {
  id: string;
  code: string;
  version: number;
  title: Record<string, string>;
  /** Cells that must be filled or explained before a report can be submitted. */
  core: string[];
  /** Cells that may stay empty. */
  further: string[];
  breakdowns?: FormBreakdown[];
}

/** Stands between an indicator and the codes that it is split by. */
export const CELL_SEPARATOR = '~';

/** Every cell of a form in its order: totals first, then their parts. */
export function cellsOf(form: Pick<FormVersion, 'core' | 'further' | 'breakdowns'>): string[] {
  return [...form.core, ...form.further, ...(form.breakdowns ?? []).flatMap(({ cells }) => cells)];
}

/** The indicator that a cell is about, whether it holds the total or a part. */
export function indicatorOfCell(cell: string): string {
  return cell.split(CELL_SEPARATOR)[0];
}

/** The cell of an indicator: the plain code is the total, codes behind it name a part. */
export function cellOf(indicator: string, breakdown: string | null): string {
  return breakdown === null ? indicator : indicator + CELL_SEPARATOR + breakdown;
}

/** The codes that a cell is a part by, e.g. `PASSPORT~YOUNG`; `_T` of a total. */
export function breakdownOfCell(cell: string): string {
  return cell.slice(indicatorOfCell(cell).length + CELL_SEPARATOR.length) || TOTAL_CODE;
}

/** How much of the expected disaggregation is there; completeness of the report itself is another number. */
export interface DisaggregationCompleteness {
  expected: number;
  filled: number;
  /** Four decimals, e.g. `0.7500`; null where nothing is expected. */
  share: string | null;
}

const SHARE_PLACES = 4;

/**
 * Counts the expected parts that hold a number, or say why there is none (features IN-06).
 *
 * @param isFilled whether a cell holds a number or an explained absence
 */
export function disaggregationOf(
  form: Pick<FormVersion, 'breakdowns'>,
  isFilled: (cell: string) => boolean,
): DisaggregationCompleteness {
  const cells = (form.breakdowns ?? []).filter(({ expected }) => expected).flatMap((one) => one.cells);
  const filled = cells.filter(isFilled).length;
  const share = cells.length === 0 ? null : (filled / cells.length).toFixed(SHARE_PLACES);
  return { expected: cells.length, filled, share };
}
