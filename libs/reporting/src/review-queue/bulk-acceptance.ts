import type { JobDefinition } from '#platform';
import type { UnmetGuard } from '../submissions/submission.lifecycle.js';

/** Reports that one order may name: a month of every centre of a large network. */
export const MAX_BULK = 600;

export const ACCEPT_REPORTS: JobDefinition = {
  queue: 'maintenance',
  name: 'accept-reports',
  permission: 'submissions:accept',
};

export const BULK_OUTCOMES = ['ACCEPTED', 'SKIPPED'] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];

/** An order to accept many reports, of which only clean ones are. */
export interface BulkAcceptance {
  id: string;
  partners: readonly string[];
  orderedBy: string;
  orderedByName: string;
  orderedAt: Date;
  jobId: string | null;
}

export interface BulkItem {
  submissionId: string;
  partner: string;
  /** Null: its turn has not come. */
  outcome: BulkOutcome | null;
  /** Why it was skipped. */
  reasons: readonly UnmetGuard[];
}
