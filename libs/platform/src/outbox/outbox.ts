import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transactions.js';
import type { JobDefinition, JobPayload } from '../queue/job-definition.js';

/** Promises of background work, written in the transaction that makes them true. */
@Injectable()
export class Outbox {
  /**
   * Promises a job. It reaches the queue after commit, at least once.
   *
   * @param jobId deterministic id without colons, e.g. `imp-<import>-<epoch>`; only an optimisation,
   *   since processors are idempotent.
   */
  async add(tx: Transaction, job: JobDefinition, jobId: string, payload: JobPayload): Promise<void> {
    await tx.manager.query(
      'insert into app.outbox (scope, queue, job_name, job_id, payload) values ($1, $2, $3, $4, $5)',
      [payload.scope, job.queue, job.name, jobId, JSON.stringify(payload)],
    );
  }
}
