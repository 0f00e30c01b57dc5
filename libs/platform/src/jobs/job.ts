export type JobState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'PARTIALLY_SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** Background work as its owner sees it. */
export interface Job {
  id: string;
  partner: string;
  type: string;
  subjectId: string | null;
  state: JobState;
  progress: { done: number; total: number | null; unit: string };
  problem: object | null;
  resultLinks: string[];
  createdBy: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** The right to work on a job until its lease ends; every commit is fenced by the epoch. */
export interface JobLease {
  jobId: string;
  epoch: number;
}
