export const QUERY_REASONS = [
  'IMPLAUSIBLE',
  'INCONSISTENT',
  'MISSING_EXPLANATION',
  'WRONG_UNIT',
  'WRONG_PERIOD',
  'OTHER',
] as const;
export type QueryReason = (typeof QUERY_REASONS)[number];

/** A reviewer's question about a cell or about the whole report. */
export interface ReviewQuery {
  id: string;
  partner: string;
  submissionId: string;
  slotId: string;
  /** Null: about the report as a whole. */
  cell: string | null;
  reason: QueryReason;
  text: string;
  replyBy: Date;
  askedBy: string;
  askedAt: Date;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
  rev: number;
}

/** A question as the reviewer asks it. */
export interface NewQuery {
  cell: string | null;
  reason: QueryReason;
  text: string;
  /** Instant by which the answer is wanted. */
  replyBy: string;
}
