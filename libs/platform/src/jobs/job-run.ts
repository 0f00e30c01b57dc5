import { Injectable } from '@nestjs/common';
import type { OperationContext } from '../context/operation-context.js';
import { Transactions, type Transaction } from '../database/transactions.js';
import { BusinessError } from '../errors/business-error.js';
import { Clock } from '../time/clock.js';
import type { JobLease, JobState } from './job.js';
import { JobsRepository, LEASE_SECONDS } from './jobs.repository.js';

const HEARTBEAT_MS = (LEASE_SECONDS * 1_000) / 4;

/** Leases that a job may use up while its work fails with something that is no business error. */
const MAX_DEFECT_ATTEMPTS = 20;
/** The cause stands in the log; whoever ordered the work learns only that it is ours. */
const INTERNAL_PROBLEM: JobProblem = {
  code: 'internal-error',
  detail: 'The work failed for a reason that lies with the platform.',
  errors: [],
};

/** Thrown inside a chunk when another worker took the job over: the chunk must roll back. */
export class LeaseLostError extends Error {
  constructor(jobId: string) {
    super(`The lease of job ${jobId} was lost.`);
    this.name = 'LeaseLostError';
  }
}

export interface JobOutcome {
  state: Extract<JobState, 'SUCCEEDED' | 'PARTIALLY_SUCCEEDED' | 'FAILED'>;
  problem?: object;
  resultLinks?: string[];
}

/** Why a job ended without its work being done. */
export interface JobProblem {
  code: string;
  detail: string;
  errors: readonly object[];
}

/** Ends what the work was about, in the transaction that ends the job as FAILED. */
export type GiveUpWork = (tx: Transaction, problem: JobProblem) => Promise<void>;

/** What a job's work receives: its lease, and the one way to commit a chunk. */
export interface JobHandle {
  lease: JobLease;
  /** Runs a chunk in one transaction that rolls back if the lease is gone at its end. */
  chunk<T>(done: number, total: number | null, work: (tx: Transaction) => Promise<T>): Promise<T>;
}

/**
 * Runs the work of a job under a fenced lease. Run twice, killed half-way or stalled, the work is
 * picked up again and a late worker cannot commit.
 */
@Injectable()
export class JobRun {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: JobsRepository,
    private readonly clock: Clock,
  ) {}

  async run(
    ctx: OperationContext,
    jobId: string,
    work: (handle: JobHandle) => Promise<JobOutcome>,
    giveUp: GiveUpWork = async () => undefined,
  ): Promise<void> {
    const lease = await this.transactions.run(ctx, (tx) => this.repository.lease(tx, jobId));
    if (!lease) return;
    const heartbeat = setInterval(() => this.signOfLife(ctx, lease), HEARTBEAT_MS);
    try {
      const outcome = await work(this.handle(ctx, lease));
      await this.finish(ctx, lease, outcome);
    } catch (error) {
      if (error instanceof LeaseLostError) return;
      const problem = problemOf(error, lease);
      if (!problem) return this.giveBack(ctx, lease, error);
      await this.finish(ctx, lease, { state: 'FAILED', problem }, (tx) => giveUp(tx, problem));
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** Reading a file takes longer than a lease; a heartbeat that fails is made good by the next one. */
  private signOfLife(ctx: OperationContext, lease: JobLease): void {
    this.transactions.run(ctx, (tx) => this.repository.extend(tx, lease)).catch(() => undefined);
  }

  private handle(ctx: OperationContext, lease: JobLease): JobHandle {
    return {
      lease,
      chunk: (done, total, work) =>
        this.transactions.run(ctx, async (tx) => {
          const result = await work(tx);
          if (!(await this.repository.keep(tx, lease, done, total))) throw new LeaseLostError(lease.jobId);
          return result;
        }),
    };
  }

  private async finish(
    ctx: OperationContext,
    lease: JobLease,
    outcome: JobOutcome,
    alongside: (tx: Transaction) => Promise<void> = async () => undefined,
  ): Promise<void> {
    const { state, problem = null, resultLinks = [] } = outcome;
    await this.transactions.run(ctx, async (tx) => {
      const end = { state, problem, resultLinks, finishedAt: this.clock.instant() };
      if (await this.repository.finish(tx, lease, end)) await alongside(tx);
    });
  }

  private async giveBack(ctx: OperationContext, lease: JobLease, error: unknown): Promise<never> {
    await this.transactions.run(ctx, (tx) => this.repository.release(tx, lease)).catch(() => undefined);
    throw error;
  }
}

/**
 * What ends the job, or null when trying again may help: an absent database or queue comes back,
 * faults of the data do not, and a defect of ours is given up after a bounded number of attempts.
 */
function problemOf(error: unknown, lease: JobLease): JobProblem | null {
  if (!(error instanceof BusinessError)) return lease.epoch < MAX_DEFECT_ATTEMPTS ? null : INTERNAL_PROBLEM;
  if (error.kind === 'UNAVAILABLE' || error.kind === 'STORAGE_FULL') return null;
  return { code: error.code, detail: error.message, errors: error.faults };
}
