/** What can wait for somebody, by the step that ends the waiting. */
export const WORK_KINDS = [
  'FILL_REPORT',
  'CORRECT_REPORT',
  'SUBMIT_REPORT',
  'ANSWER_QUERY',
  'DECIDE_SUGGESTION',
  'REVIEW_REPORT',
  'DECIDE_REPORT',
  'DECIDE_SLOT_REQUEST',
  'DECIDE_CORRECTION',
  'DECIDE_DEADLINE',
  'FULFIL_OBLIGATION',
  'ACCEPT_OBLIGATION',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** One thing that waits for the caller. */
export interface WorkItem {
  kind: WorkKind;
  /** Id of the thing, and the route where it can be done. */
  id: string;
  link: string;
  partner: string;
  /** The unit that it is about, and the period; null where there is none. */
  unit: string | null;
  period: string | null;
  /** RFC 3339 instant by which it is wanted; null: nobody set a time. */
  dueAt: string | null;
}

/** The most that one answer holds: whoever has more to do begins with the first. */
export const MAX_WORK = 500;

/** What is due first comes first; what has no time comes last. */
export function byDue(a: WorkItem, b: WorkItem): number {
  const [due, later] = [a.dueAt ?? '9999', b.dueAt ?? '9999'];
  if (due !== later) return due < later ? -1 : 1;
  return `${a.kind}${a.id}` < `${b.kind}${b.id}` ? -1 : 1;
}
