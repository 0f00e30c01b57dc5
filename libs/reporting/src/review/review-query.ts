export const QUERY_REASONS = [
  'IMPLAUSIBLE',
  'INCONSISTENT',
  'MISSING_EXPLANATION',
  'WRONG_UNIT',
  'WRONG_PERIOD',
  'OTHER',
] as const;
export type QueryReason = (typeof QUERY_REASONS)[number];

export const QUERY_STATES = ['OPEN', 'ANSWERED', 'REOPENED', 'CLOSED'] as const;
export type QueryState = (typeof QUERY_STATES)[number];

/** Working days of the recipient that a question leaves for its answer, unless the reviewer says otherwise. */
export const REPLY_WORKING_DAYS = 5;

/** One thing said about a question after it was asked. */
export interface QueryMessage {
  side: 'HQ' | 'PARTNER';
  author: string;
  authorName: string | null;
  text: string;
  /** RFC 3339. */
  at: string;
}

/** A reviewer's question about a cell or about the whole report, with all that was said about it since. */
export interface ReviewQuery {
  id: string;
  partner: string;
  submissionId: string;
  slotId: string;
  /** Null: about the report as a whole. */
  cell: string | null;
  reason: QueryReason;
  text: string;
  state: QueryState;
  replyBy: Date;
  askedBy: string;
  askedByName: string | null;
  askedAt: Date;
  /** The newest answer; the thread has all of them. */
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
  closedAt: Date | null;
  messages: QueryMessage[];
  rev: number;
}

/** A question as the reviewer asks it. */
export interface NewQuery {
  cell: string | null;
  reason: QueryReason;
  text: string;
  /** Instant by which the answer is wanted; null: the usual number of the recipient's working days. */
  replyBy: string | null;
}
