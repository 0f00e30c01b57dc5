import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transactions.js';
import type { JobDefinition, JobPayload } from '../queue/job-definition.js';

/** Promises of background work, written in the transaction that makes them true. */
@Injectable()
export class Outbox {
  private promisedAt = -Infinity;

  /** Whether this process promised something so recently: the relay then looks more often. */
  promisedWithin(milliseconds: number): boolean {
    return performance.now() - this.promisedAt < milliseconds;
  }

  /**
   * Promises a job. It reaches the queue after commit, at least once.
   *
   * @param jobId deterministic id without colons, e.g. `imp-<import>-<epoch>`; only an optimisation,
   *   since processors are idempotent.
   */
  add(tx: Transaction, job: JobDefinition, jobId: string, payload: JobPayload): void {
    this.promisedAt = performance.now();
    tx.send('insert into app.outbox (scope, queue, job_name, job_id, payload) values ($1, $2, $3, $4, $5)', [
      payload.scope,
      job.queue,
      job.name,
      jobId,
      JSON.stringify(payload),
    ]);
  }

  /** Promises many jobs of one kind in one statement. */
  addAll(
    tx: Transaction,
    job: JobDefinition,
    promises: readonly { jobId: string; payload: JobPayload }[],
  ): void {
    if (promises.length === 0) return;
    this.promisedAt = performance.now();
    tx.send(
      `insert into app.outbox (scope, queue, job_name, job_id, payload)
       select p.payload->>'scope', $1, $2, p."jobId", p.payload from jsonb_to_recordset($3::jsonb) as p("jobId" text, payload jsonb)`,
      [job.queue, job.name, JSON.stringify(promises)],
    );
  }
}
