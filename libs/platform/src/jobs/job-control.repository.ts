import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transactions.js';
import type { QueueName } from '../queue/job-definition.js';

/** A job that was told to stop, with what the queue has to be told. */
export interface StoppedJob {
  id: string;
  partner: string;
  queue: QueueName;
  jobName: string;
  subjectId: string;
  countsChildren: boolean;
}

export interface OverdueJob {
  id: string;
  partner: string;
  type: string;
  state: string;
}

/** Changes of jobs that people and watchers make, beside the worker that runs them. */
@Injectable()
export class JobControlRepository {
  /** Locks the job for a decision about it; answers its definition, or null when it is not there. */
  async lock(tx: Transaction, id: string): Promise<{ queue: QueueName; jobName: string } | null> {
    const rows = (await tx.manager.query(
      `select queue, job_name as "jobName" from app.job where id = $1 and partner = any ($2) for update`,
      [id, tx.scopes],
    )) as Array<{ queue: QueueName; jobName: string }>;
    return rows[0] ?? null;
  }

  /** Asks the job, and the children that it counts, to stop; the worker closes them. */
  async askToStop(tx: Transaction, id: string): Promise<StoppedJob[]> {
    const [rows] = (await tx.manager.query(
      `update app.job set state = 'CANCELLING'
        where (id = $1 or parent_id = $1) and partner = any ($2) and state in ('QUEUED', 'RUNNING')
        returning id, partner, queue, job_name as "jobName", coalesce(subject_id, id) as "subjectId", counts_children as "countsChildren"`,
      [id, tx.scopes],
    )) as [StoppedJob[], number];
    return rows;
  }

  /** Whether the job was ordered again already and that order did not fail too. */
  async isRepeated(tx: Transaction, id: string): Promise<boolean> {
    const rows = (await tx.manager.query(
      `select 1 from app.job where retry_of = $1 and partner = any ($2) and state not in ('FAILED', 'CANCELLED', 'EXPIRED') limit 1`,
      [id, tx.scopes],
    )) as unknown[];
    return rows.length > 0;
  }

  /** Marks open jobs that are older than their budget; answers those that were not marked before. */
  async markOverBudget(tx: Transaction): Promise<OverdueJob[]> {
    const [rows] = (await tx.manager.query(
      `update app.job set over_budget_since = clock_timestamp()
        where partner = any ($1) and state in ('QUEUED', 'RUNNING', 'CANCELLING') and over_budget_since is null
          and ordered_at < clock_timestamp() - make_interval(secs => budget_seconds)
        returning id, partner, type, state`,
      [tx.scopes],
    )) as [OverdueJob[], number];
    return rows;
  }
}
