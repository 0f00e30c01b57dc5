import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transactions.js';
import type { JobDefinition } from '../queue/job-definition.js';
import type { Job, JobLease, JobState } from './job.js';

/** Four heartbeats long: a worker that died is replaced within seconds, a busy one keeps its job. */
export const LEASE_SECONDS = 8;
/** A job without lease that nobody picked up for this long was lost between outbox and queue. */
const ABANDONED_SECONDS = 10;
/** A promise younger than this may still lie in the queue: a backlog must not multiply itself. */
const FRESH_PROMISE_SECONDS = 15;

/** A first attempt is never delayed: a job that waits longer in the queue is not seen by its workers. */
const IGNORED_SECONDS = 30;

export interface NewJob {
  id: string;
  partner: string;
  type: string;
  subjectId: string | null;
  unit: string;
  total: number | null;
  createdAt: string;
}

export interface AbandonedJob {
  id: string;
  partner: string;
  epoch: number;
  queue: string;
  jobName: string;
  subjectId: string;
}

/** Questions about background jobs; leases count on the database's clock, not on a worker's. */
@Injectable()
export class JobsRepository {
  async insert(tx: Transaction, job: NewJob, definition: JobDefinition): Promise<void> {
    await tx.manager.query(
      `insert into app.job (id, partner, type, subject_id, state, total, unit, created_by, created_at, queue, job_name)
       values ($1, $2, $3, $4, 'QUEUED', $5, $6, $7, $8, $9, $10)`,
      [
        job.id,
        job.partner,
        job.type,
        job.subjectId,
        job.total,
        job.unit,
        tx.actor.id,
        job.createdAt,
        definition.queue,
        definition.name,
      ],
    );
  }

  async find(tx: Transaction, id: string): Promise<Job | null> {
    const rows = (await tx.manager.query('select * from app.job where id = $1 and partner = any ($2)', [
      id,
      tx.scopes,
    ])) as JobRow[];
    return rows[0] ? fromRow(rows[0]) : null;
  }

  /** Takes the job if it is free; null when it is finished or somebody else works on it. */
  async lease(tx: Transaction, jobId: string): Promise<JobLease | null> {
    const rows = await updated<{ epoch: number }>(
      tx,
      `update app.job set epoch = epoch + 1, state = 'RUNNING', started_at = coalesce(started_at, clock_timestamp()),
              lease_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds'
        where id = $1 and partner = any ($2) and state in ('QUEUED', 'RUNNING')
          and (lease_until is null or lease_until < clock_timestamp())
        returning epoch`,
      [jobId, tx.scopes],
    );
    return rows[0] ? { jobId, epoch: rows[0].epoch } : null;
  }

  /** Ends a chunk of work: extends the lease, or answers false when another worker took over. */
  async keep(tx: Transaction, lease: JobLease, done: number, total: number | null): Promise<boolean> {
    const rows = await updated(
      tx,
      `update app.job set done = $3, total = $4, lease_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds'
        where id = $1 and epoch = $2 and state = 'RUNNING' returning id`,
      [lease.jobId, lease.epoch, done, total],
    );
    return rows.length === 1;
  }

  /** A sign of life between chunks; a lease that was taken over stays lost. */
  async extend(tx: Transaction, lease: JobLease): Promise<void> {
    await tx.manager.query(
      `update app.job set lease_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds'
        where id = $1 and epoch = $2 and state = 'RUNNING' and lease_until is not null`,
      [lease.jobId, lease.epoch],
    );
  }

  async finish(
    tx: Transaction,
    lease: JobLease,
    end: { state: JobState; problem: object | null; resultLinks: string[]; finishedAt: string },
  ): Promise<boolean> {
    const rows = await updated(
      tx,
      `update app.job set state = $3, problem = $4, result_links = $5, finished_at = $6, lease_until = null,
              done = case when $3 = 'FAILED' then done else coalesce(total, done) end
        where id = $1 and epoch = $2 and state = 'RUNNING' returning id`,
      [
        lease.jobId,
        lease.epoch,
        end.state,
        JSON.stringify(end.problem),
        JSON.stringify(end.resultLinks),
        end.finishedAt,
      ],
    );
    return rows.length === 1;
  }

  /** Gives the job back so that a retry need not wait for the lease to run out. */
  async release(tx: Transaction, lease: JobLease): Promise<void> {
    await tx.manager.query('update app.job set lease_until = null where id = $1 and epoch = $2', [
      lease.jobId,
      lease.epoch,
    ]);
  }

  /** Whether a job has been in the queue for half a minute without ever being taken up. */
  async isAnyIgnored(tx: Transaction): Promise<boolean> {
    const rows = (await tx.manager.query(
      `select 1 from app.job j
        where j.partner = any ($1) and j.state = 'QUEUED' and j.epoch = 0
          and exists (select 1 from app.outbox o where o.payload->>'jobId' = j.id::text
                         and o.sent_at < clock_timestamp() - interval '${IGNORED_SECONDS} seconds') limit 1`,
      [tx.scopes],
    )) as unknown[];
    return rows.length > 0;
  }

  /** Unfinished jobs that no worker holds and that wait longer than a healthy queue would let them. */
  async listAbandoned(tx: Transaction): Promise<AbandonedJob[]> {
    return (await tx.manager.query(
      `select id, partner, epoch, queue, job_name as "jobName", coalesce(subject_id, id) as "subjectId" from app.job
        where partner = any ($1) and state in ('QUEUED', 'RUNNING')
          and coalesce(lease_until, created_at + interval '${ABANDONED_SECONDS} seconds') < clock_timestamp()
          and not exists (select 1 from app.outbox o where o.payload->>'jobId' = job.id::text
                and coalesce(o.sent_at, 'infinity') > clock_timestamp() - interval '${FRESH_PROMISE_SECONDS} seconds')
        order by created_at limit 100`,
      [tx.scopes],
    )) as AbandonedJob[];
  }
}

interface JobRow {
  id: string;
  partner: string;
  type: string;
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
}

function fromRow(row: JobRow): Job {
  return {
    id: row.id,
    partner: row.partner,
    type: row.type,
    subjectId: row.subject_id,
    state: row.state,
    progress: { done: row.done, total: row.total, unit: row.unit },
    problem: row.problem,
    resultLinks: row.result_links,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

/** The driver answers an UPDATE … RETURNING with rows and a count. */
async function updated<Row = unknown>(tx: Transaction, sql: string, parameters: unknown[]): Promise<Row[]> {
  const [rows] = (await tx.manager.query(sql, parameters)) as [Row[], number];
  return rows;
}
