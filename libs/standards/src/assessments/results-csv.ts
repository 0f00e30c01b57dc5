import { csvTable } from '#platform';
import type { ResultRow } from './results.read-model.js';

const COLUMNS = [
  'assessment',
  'campaign',
  'partner',
  'unit',
  'kind',
  'state',
  'standard',
  'version',
  'parameter',
  'criterion',
  'item',
  'scale',
  'max',
  'critical',
  'value',
  'naReason',
  'note',
  'evidence',
  'answeredAt',
] as const satisfies ReadonlyArray<keyof ResultRow>;

/** Results as CSV, one row for each answer; proofs are separated by spaces. */
export function resultsCsv(rows: readonly ResultRow[]): string {
  return csvTable(
    COLUMNS,
    rows.map((row) => ({ ...row, evidence: row.evidence.join(' ') })),
  );
}
