import type { Job, JobState } from './job.js';

/** Columns of `app.job` that make up a job as people see it. */
export interface JobRow {
  id: string;
  partner: string;
  type: string;
  job_name: string;
  subject_id: string | null;
  state: JobState;
  done: number;
  total: number | null;
  unit: string;
  problem: object | null;
  result_links: string[];
  created_by: string;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  retry_of: string | null;
  parent_id: string | null;
  over_budget_since: Date | null;
}

export function jobFromRow(row: JobRow): Job {
  return {
    id: row.id,
    partner: row.partner,
    type: row.type,
    name: row.job_name,
    subjectId: row.subject_id,
    state: row.state,
    progress: { done: row.done, total: row.total, unit: row.unit },
    problem: row.problem,
    resultLinks: row.result_links,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    retryOf: row.retry_of,
    parentId: row.parent_id,
    overBudgetSince: row.over_budget_since?.toISOString() ?? null,
  };
}
