import { Injectable } from '@nestjs/common';
import type { OperationContext } from '../context/operation-context.js';
import { Transactions, type Transaction } from '../database/transactions.js';
import { BusinessError } from '../errors/business-error.js';
import { Clock } from '../time/clock.js';
import type { JobLease, JobState, TakenLease } from './job.js';
import { JobGroups } from './job-groups.repository.js';
import { JobLeases } from './job-leases.js';
import { JobsRepository, LEASE_SECONDS, type JobFinish } from './jobs.repository.js';

const HEARTBEAT_MS = (LEASE_SECONDS * 1_000) / 4;

/** Leases that a job may use up while its work fails with something that is no business error. */
const MAX_DEFECT_ATTEMPTS = 20;
/** Workers that may die over one job: more than any outage takes, fewer than a file that kills them all would. */
const MAX_CRASHES = 10;
/** The cause stands in the log; whoever ordered the work learns only that it is ours. */
const INTERNAL_PROBLEM: JobProblem = {
  code: 'internal-error',
  detail: 'The work failed for a reason that lies with the platform.',
  errors: [],
};

const CRASHED_PROBLEM: JobProblem = {
  ...INTERNAL_PROBLEM,
  detail: `The work was given up after ${MAX_CRASHES} workers had ended over it.`,
};
const PROBLEM_OF_ENDING: Record<'CANCELLED' | 'EXPIRED', JobProblem> = {
  CANCELLED: { code: 'job-cancelled', detail: 'Somebody cancelled this job.', errors: [] },
  EXPIRED: { code: 'job-expired', detail: 'Nobody began this job while it was worth doing.', errors: [] },
};

/** Thrown inside a chunk when another worker took the job over: the chunk must roll back. */
export class LeaseLostError extends Error {
  constructor(jobId: string) {
    super(`The lease of job ${jobId} was lost.`);
    this.name = 'LeaseLostError';
  }
}

/** Thrown inside a chunk when somebody wants the job to stop: the chunk must roll back. */
export class JobCancelledError extends Error {
  constructor(jobId: string) {
    super(`Job ${jobId} is being cancelled.`);
    this.name = 'JobCancelledError';
  }
}

export interface JobOutcome {
  state: Extract<JobState, 'SUCCEEDED' | 'PARTIALLY_SUCCEEDED' | 'FAILED'>;
  problem?: object;
  /** Absent: the links that the job was ordered with stay. */
  resultLinks?: string[];
}

/** How a job ends whose work was not carried to its end. */
export type UnfinishedState = Extract<JobState, 'FAILED' | 'CANCELLED' | 'EXPIRED'>;
type JobEnd = Omit<JobOutcome, 'state'> & { state: JobState };

/** Why a job ended without its work being done. */
export interface JobProblem {
  code: string;
  detail: string;
  errors: readonly object[];
}

/**
 * Ends what the work was about, in the transaction that ends the job. Answers an outcome when it finds
 * the work already done, for instance by a worker that died before it could say so.
 */
export type GiveUpWork = (
  tx: Transaction,
  problem: JobProblem,
  state: UnfinishedState,
) => Promise<JobOutcome | void>;

/** What a job's work receives: its lease, and the one way to commit a chunk. */
export interface JobHandle {
  lease: JobLease;
  /** Runs a chunk in one transaction that rolls back if the lease is gone at its end. */
  chunk<T>(done: number, total: number | null, work: (tx: Transaction) => Promise<T>): Promise<T>;
}

/**
 * Runs the work of a job under a fenced lease. Run twice, killed half-way or stalled, the work is
 * picked up again and a late worker cannot commit. A job that is being cancelled stops before its
 * next chunk.
 */
@Injectable()
export class JobRun {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: JobsRepository,
    private readonly groups: JobGroups,
    private readonly clock: Clock,
    private readonly leases: JobLeases,
  ) {}

  async run(
    ctx: OperationContext,
    jobId: string,
    work: (handle: JobHandle) => Promise<JobOutcome>,
    giveUp: GiveUpWork = async () => undefined,
  ): Promise<void> {
    const lease = await this.leases.take(ctx, jobId);
    if (!lease) return;
    const heartbeat = setInterval(() => this.signOfLife(ctx, lease), HEARTBEAT_MS);
    try {
      await this.workOrClose(ctx, lease, work, giveUp);
    } catch (error) {
      if (error instanceof LeaseLostError) return;
      await this.endUnfinished(ctx, lease, error, giveUp);
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async workOrClose(
    ctx: OperationContext,
    lease: TakenLease,
    work: (handle: JobHandle) => Promise<JobOutcome>,
    giveUp: GiveUpWork,
  ): Promise<void> {
    const { ending, crashes } = lease;
    if (ending) return this.close(ctx, lease, ending, PROBLEM_OF_ENDING[ending], giveUp);
    if (crashes > MAX_CRASHES) return this.close(ctx, lease, 'FAILED', CRASHED_PROBLEM, giveUp);
    const outcome = await work(this.handle(ctx, lease));
    await this.leases.end(ctx, lease, this.finishOf(outcome));
  }

  /** What stopped the work decides: a cancellation and a fault of the data close it, the rest is tried again. */
  private async endUnfinished(
    ctx: OperationContext,
    lease: TakenLease,
    error: unknown,
    giveUp: GiveUpWork,
  ): Promise<void> {
    if (error instanceof JobCancelledError)
      return this.close(ctx, lease, 'CANCELLED', PROBLEM_OF_ENDING.CANCELLED, giveUp);
    const problem = problemOf(error, lease);
    if (!problem) return this.giveBack(ctx, lease, error);
    await this.close(ctx, lease, 'FAILED', problem, giveUp);
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
          const kept = await this.repository.keep(tx, lease, done, total);
          if (kept === 'LOST') throw new LeaseLostError(lease.jobId);
          if (kept === 'CANCELLED') throw new JobCancelledError(lease.jobId);
          return result;
        }),
    };
  }

  private async close(
    ctx: OperationContext,
    lease: JobLease,
    state: UnfinishedState,
    problem: JobProblem,
    giveUp: GiveUpWork,
  ): Promise<void> {
    await this.transactions
      .run(ctx, async (tx) => {
        const found = await giveUp(tx, problem, state);
        // A worker that was replaced meanwhile must not close what the other one works on.
        if (!(await this.end(tx, lease, found ?? { state, problem }))) throw new LeaseLostError(lease.jobId);
      })
      .catch((error: unknown) => {
        if (!(error instanceof LeaseLostError)) throw error;
      });
  }

  private async end(tx: Transaction, lease: JobLease, end: JobEnd): Promise<boolean> {
    const finish = this.finishOf(end);
    const ended = await this.repository.finish(tx, [{ lease, end: finish }]);
    await this.groups.settle(tx, ended, finish.finishedAt);
    return ended.length === 1;
  }

  private finishOf(end: JobEnd): JobFinish {
    const { state, problem = null, resultLinks = null } = end;
    return { state, problem, resultLinks, finishedAt: this.clock.instant() };
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
