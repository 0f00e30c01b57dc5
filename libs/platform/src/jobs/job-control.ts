import { Injectable } from '@nestjs/common';
import { holds, type OperationContext } from '../context/operation-context.js';
import { Transactions, type Transaction } from '../database/transactions.js';
import { NotFoundError } from '../errors/business-error.js';
import { Outbox } from '../outbox/outbox.js';
import { ChangeRecords } from './change-records.js';
import { JobControlRepository, type StoppedJob } from './job-control.repository.js';
import { JobNotCancellableError, JobNotRepeatableError, NotYourJobError } from './job.errors.js';
import { REPEATABLE_JOB_STATES, type Job } from './job.js';
import { JobRetries } from './job-retries.js';
import { JobsService } from './jobs.service.js';

/** What a decision about a job reads, changes and leaves behind, as one dependency. */
@Injectable()
export class JobControlRecords {
  constructor(
    readonly repository: JobControlRepository,
    readonly outbox: Outbox,
    readonly changes: ChangeRecords,
  ) {}
}

/**
 * Stops jobs and orders them again, for whoever ordered them and for administrators. Neither step
 * asks for a revision: progress changes a job all the time, and both say themselves when they come late.
 */
@Injectable()
export class JobControl {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: JobsService,
    private readonly retries: JobRetries,
    private readonly records: JobControlRecords,
  ) {}

  /**
   * Asks a job to stop. What it committed so far stays; the worker closes the rest before its next
   * chunk. Asking twice is no fault.
   *
   * @throws NotFoundError, NotYourJobError, JobNotCancellableError when it has ended.
   */
  async cancel(ctx: OperationContext, id: string): Promise<Job> {
    return this.transactions.run(ctx, async (tx) => {
      const job = await this.lock(tx, id);
      if (job.state === 'CANCELLING') return job;
      const stopped = await this.records.repository.askToStop(tx, id);
      if (stopped.length === 0) throw new JobNotCancellableError(job.state);
      for (const one of stopped) await this.tellWorkers(tx, one);
      await this.record(tx, job, 'job.cancel', { state: 'CANCELLING' });
      return this.jobs.require(tx, id);
    });
  }

  /**
   * Orders the work of a job that failed, was cancelled or expired once more, as a new job.
   *
   * @throws NotFoundError, NotYourJobError, JobNotRepeatableError.
   */
  async retry(ctx: OperationContext, id: string): Promise<Job> {
    return this.transactions.run(ctx, async (tx) => {
      const former = await this.lock(tx, id);
      const kind = this.retries.find(former.name);
      const isOpen = !REPEATABLE_JOB_STATES.includes(former.state);
      if (!kind || isOpen || (await this.records.repository.isRepeated(tx, id)))
        throw new JobNotRepeatableError(former.state, former.type);
      const { partner, type, progress } = former;
      const order = { partner, type, unit: progress.unit, retryOf: id };
      const newId = await kind.repeat(tx, former, (subjectId, resultLinks = []) =>
        this.jobs.order(tx, kind.definition, { ...order, subjectId, resultLinks }),
      );
      await this.record(tx, former, 'job.retry', { retriedAs: newId });
      return this.jobs.require(tx, newId);
    });
  }

  private async lock(tx: Transaction, id: string): Promise<Job> {
    if (!(await this.records.repository.lock(tx, id))) throw new NotFoundError('job');
    const job = await this.jobs.require(tx, id);
    if (!maySteer(tx, job)) throw new NotYourJobError();
    return job;
  }

  /** A queued job may lie behind a long wait; one more promise lets a worker close it now. */
  private async tellWorkers(tx: Transaction, job: StoppedJob): Promise<void> {
    if (job.countsChildren) return;
    const definition = { queue: job.queue, name: job.jobName, permission: '' };
    const payload = { id: job.subjectId, jobId: job.id, scope: job.partner };
    this.records.outbox.add(tx, definition, `${job.jobName}-${job.id}-cancel`, payload);
  }

  private async record(tx: Transaction, job: Job, action: string, after: object): Promise<void> {
    const { partner, id, state } = job;
    const before = { state };
    await this.records.changes.record(tx, { partner, action, entity: 'job', entityId: id, before, after });
  }
}

function maySteer(tx: Transaction, job: Job): boolean {
  if (tx.actor.kind === 'OPERATOR') return true;
  return job.createdBy === tx.actor.id || holds(tx, 'operations:run', job.partner);
}
