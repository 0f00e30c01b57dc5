import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transactions.js';
import type { Job, JobState } from './job.js';
import { jobFromRow, type JobRow } from './job-row.js';

/** Which jobs a list is about; absent members do not narrow it. */
export interface JobFilter {
  states?: readonly JobState[];
  /** A type or its first word: `PULL` finds `PULL 2026-10`. */
  type?: string;
  partner?: string;
}

/** Lists of jobs, newest first. */
@Injectable()
export class JobsReadModel {
  async list(tx: Transaction, filter: JobFilter, after: string[] | null, limit: number): Promise<Job[]> {
    const [createdAt = null, id = null] = after ?? [];
    const rows = (await tx.manager.query(
      `select * from app.job
        where partner = any ($1)
          and ($2::text[] is null or state = any ($2))
          and ($3::text is null or type = $3 or split_part(type, ' ', 1) = $3)
          and ($4::text is null or partner = $4)
          and ($5::timestamptz is null or (created_at, id) < ($5::timestamptz, $6::uuid))
        order by created_at desc, id desc limit $7`,
      [tx.scopes, filter.states ?? null, filter.type ?? null, filter.partner ?? null, createdAt, id, limit],
    )) as JobRow[];
    return rows.map(jobFromRow);
  }

  /** How many open jobs are older than their budget, and how many ended as FAILED. */
  async countTroubled(tx: Transaction): Promise<{ overBudget: number; failed: number }> {
    const [row] = (await tx.manager.query(
      `select count(*) filter (where over_budget_since is not null and state in ('QUEUED', 'RUNNING', 'CANCELLING'))::int as "overBudget",
              count(*) filter (where state = 'FAILED')::int as failed
         from app.job where partner = any ($1)`,
      [tx.scopes],
    )) as Array<{ overBudget: number; failed: number }>;
    return row;
  }

  /** Promises that wait for the relay, and the age of the oldest in seconds. */
  async relayBacklog(tx: Transaction): Promise<{ waiting: number; oldestSeconds: number }> {
    const [row] = (await tx.manager.query(
      `select count(*)::int as waiting,
              coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as "oldestSeconds"
         from app.outbox where scope = any ($1) and sent_at is null`,
      [tx.scopes],
    )) as Array<{ waiting: number; oldestSeconds: number }>;
    return row;
  }
}
