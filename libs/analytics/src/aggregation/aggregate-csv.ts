import { csvTable } from '#platform';
import type { AggregateRow } from './aggregate.dto.js';

const COLUMNS = [
  'indicator',
  'indicatorVersion',
  'partner',
  'unit',
  'period',
  'value',
  'numerator',
  'denominator',
  'expected',
  'included',
  'waived',
  'notApplicable',
  'status',
  'obsStatus',
  'flags',
  'reason',
  'breakdown',
] as const;

/** Rows of an answer as CSV. */
export function aggregateCsv(rows: readonly AggregateRow[]): string {
  const cells = rows.map(({ flags, coverage, ...plain }) => ({
    ...plain,
    ...coverage,
    flags: flags.join(' '),
  }));
  return csvTable(COLUMNS, cells);
}
