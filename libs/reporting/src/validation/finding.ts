import type { Severity } from '#indicators';

/** What a rule says about a cell. */
export interface Finding {
  rule: string;
  cell: string;
  severity: Severity;
  /** Stable code of the message, e.g. `rule.part-exceeds-whole`. */
  code: string;
  message: string;
  params: Record<string, string | number>;
}

/** Characters below which an explanation explains nothing. */
export const MIN_EXPLANATION = 15;

/** Whether the words beside a cell are enough to answer an EXPLAIN finding. */
export function explains(explanation: string | null | undefined): boolean {
  return (explanation ?? '').trim().length >= MIN_EXPLANATION;
}
