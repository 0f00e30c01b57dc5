export const JOB_STATES = [
  'QUEUED',
  'RUNNING',
  'SUCCEEDED',
  'PARTIALLY_SUCCEEDED',
  'FAILED',
  'CANCELLING',
  'CANCELLED',
  'EXPIRED',
] as const;
export type JobState = (typeof JOB_STATES)[number];

/** States in which somebody still has to do something; the rest are ends. */
export const OPEN_JOB_STATES: readonly JobState[] = ['QUEUED', 'RUNNING', 'CANCELLING'];

/** Ends after which the same work may be ordered once more. */
export const REPEATABLE_JOB_STATES: readonly JobState[] = ['FAILED', 'CANCELLED', 'EXPIRED'];

/** Background work as its owner sees it. */
export interface Job {
  id: string;
  partner: string;
  type: string;
  /** Name of its definition; the queue's processors are told apart by it. */
  name: string;
  subjectId: string | null;
  state: JobState;
  progress: { done: number; total: number | null; unit: string };
  problem: object | null;
  resultLinks: string[];
  createdBy: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  /** The job whose work this one repeats. */
  retryOf: string | null;
  /** The group that counts this job. */
  parentId: string | null;
  /** Since when it is unfinished for longer than its budget; null while it is not. */
  overBudgetSince: string | null;
}

/** The right to work on a job until its lease ends; every commit is fenced by the epoch. */
export interface JobLease {
  jobId: string;
  epoch: number;
}

/** A lease just taken, and whether there is still something to do. */
export interface TakenLease extends JobLease {
  /** CANCELLED, EXPIRED: the job only has to be closed; null: work. */
  ending: 'CANCELLED' | 'EXPIRED' | null;
  /** Workers that died or stalled over this job. */
  crashes: number;
}
