import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transactions.js';
import type { JobDefinition } from '../queue/job-definition.js';
import type { Job, JobLease, JobState, TakenLease } from './job.js';
import { jobFromRow, type JobRow } from './job-row.js';

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
  resultLinks: readonly string[];
  retryOf: string | null;
  parentId: string | null;
  /** Seconds after which the work is not worth beginning; null: it always is. */
  expiresInSeconds: number | null;
}

/** How a job ended. */
export interface JobFinish {
  state: JobState;
  problem: object | null;
  /** Null keeps the links that the job was ordered with. */
  resultLinks: string[] | null;
  finishedAt: string;
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
  async insert(tx: Transaction, jobs: readonly NewJob[], definition: JobDefinition): Promise<void> {
    await tx.manager.query(
      `insert into app.job (id, partner, type, subject_id, state, total, unit, created_by, created_at, queue, job_name,
                            result_links, retry_of, parent_id, expires_at)
       select j.id, j.partner, j.type, j."subjectId", 'QUEUED', j.total, j.unit, $1, j."createdAt", $2, $3,
              j."resultLinks", j."retryOf", j."parentId", clock_timestamp() + make_interval(secs => j."expiresInSeconds")
         from jsonb_to_recordset($4::jsonb) as j(id uuid, partner text, type text, "subjectId" uuid, total integer, unit text,
                "createdAt" timestamptz, "resultLinks" jsonb, "retryOf" uuid, "parentId" uuid, "expiresInSeconds" float8)`,
      [tx.actor.id, definition.queue, definition.name, JSON.stringify(jobs)],
    );
  }

  async find(tx: Transaction, id: string): Promise<Job | null> {
    const rows = (await tx.manager.query('select * from app.job where id = $1 and partner = any ($2)', [
      id,
      tx.scopes,
    ])) as JobRow[];
    return rows[0] ? jobFromRow(rows[0]) : null;
  }

  /**
   * Takes the jobs that are free; those that are finished or that somebody else works on have no lease in
   * the answer. A job that is being cancelled, or that nobody began before it expired, is taken in order
   * to be closed. A lease that ran out without being given back is a crash of whoever had it.
   */
  async lease(tx: Transaction, jobIds: readonly string[]): Promise<TakenLease[]> {
    return updated<TakenLease>(
      tx,
      `update app.job set epoch = epoch + 1, started_at = coalesce(started_at, clock_timestamp()),
              crashes = crashes + case when lease_until is null then 0 else 1 end,
              state = case when state = 'CANCELLING' or (started_at is null and expires_at < clock_timestamp())
                           then 'CANCELLING' else 'RUNNING' end,
              lease_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds'
        where id in (select id from app.job where id = any ($1::uuid[]) and partner = any ($2) order by id for update)
          and state in ('QUEUED', 'RUNNING', 'CANCELLING') and not counts_children
          and (lease_until is null or lease_until < clock_timestamp())
        returning id as "jobId", epoch, crashes, case when state <> 'CANCELLING' then null
                              when expires_at <= started_at then 'EXPIRED' else 'CANCELLED' end as ending`,
      [jobIds, tx.scopes],
    );
  }

  /**
   * Ends a chunk of work: extends the lease, or says why the chunk must not be committed: another
   * worker took over (LOST), or somebody wants the job to stop (CANCELLED).
   */
  async keep(
    tx: Transaction,
    lease: JobLease,
    done: number,
    total: number | null,
  ): Promise<'KEPT' | 'LOST' | 'CANCELLED'> {
    const rows = await updated<{ state: JobState }>(
      tx,
      `update app.job set done = $3, total = $4, lease_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds'
        where id = $1 and epoch = $2 and state in ('RUNNING', 'CANCELLING') returning state`,
      [lease.jobId, lease.epoch, done, total],
    );
    if (rows.length === 0) return 'LOST';
    return rows[0].state === 'CANCELLING' ? 'CANCELLED' : 'KEPT';
  }

  /** A sign of life between chunks; a lease that was taken over stays lost. */
  async extend(tx: Transaction, lease: JobLease): Promise<void> {
    await tx.manager.query(
      `update app.job set lease_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds'
        where id = $1 and epoch = $2 and state in ('RUNNING', 'CANCELLING') and lease_until is not null`,
      [lease.jobId, lease.epoch],
    );
  }

  /**
   * Ends jobs under their leases; answers the ids of those whose lease was still there. Work that was done
   * before anybody could stop it ends as what it is, also when a cancellation is on its way.
   */
  async finish(
    tx: Transaction,
    endings: ReadonlyArray<{ lease: JobLease; end: JobFinish }>,
  ): Promise<string[]> {
    const rows = await updated<{ id: string }>(
      tx,
      `update app.job j set state = e.state, problem = e.problem, result_links = coalesce(e."resultLinks", j.result_links),
              finished_at = e."finishedAt", lease_until = null,
              done = case when e.state in ('FAILED', 'CANCELLED', 'EXPIRED') then j.done else coalesce(j.total, j.done) end
         from jsonb_to_recordset($1::jsonb) as e("jobId" uuid, epoch integer, state text, problem jsonb, "resultLinks" jsonb,
                                                 "finishedAt" timestamptz)
        where j.id = e."jobId" and j.partner = any ($2) and j.epoch = e.epoch and j.state in ('RUNNING', 'CANCELLING') returning j.id`,
      [
        JSON.stringify(
          endings.map(({ lease: { jobId, epoch }, end: { state, problem, resultLinks, finishedAt } }) => {
            return { jobId, epoch, state, problem, resultLinks, finishedAt };
          }),
        ),
        tx.scopes,
      ],
    );
    return rows.map(({ id }) => id);
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
        where partner = any ($1) and state in ('QUEUED', 'RUNNING', 'CANCELLING') and not counts_children
          and coalesce(lease_until, created_at + interval '${ABANDONED_SECONDS} seconds') < clock_timestamp()
          and not exists (select 1 from app.outbox o where o.payload->>'jobId' = job.id::text
                and coalesce(o.sent_at, 'infinity') > clock_timestamp() - interval '${FRESH_PROMISE_SECONDS} seconds')
        order by created_at limit 100`,
      [tx.scopes],
    )) as AbandonedJob[];
  }
}

/** The driver answers an UPDATE … RETURNING with rows and a count. */
async function updated<Row = unknown>(tx: Transaction, sql: string, parameters: unknown[]): Promise<Row[]> {
  const [rows] = (await tx.manager.query(sql, parameters)) as [Row[], number];
  return rows;
}
