import { Injectable } from '@nestjs/common';
import type { OperationContext } from '../context/operation-context.js';
import { Transactions } from '../database/transactions.js';
import { Coalesced } from './coalesced.js';
import type { JobLease, TakenLease } from './job.js';
import { JobGroups } from './job-groups.repository.js';
import { JobsRepository, type JobFinish } from './jobs.repository.js';

interface Taking {
  ctx: OperationContext;
  jobId: string;
}

interface Ending {
  ctx: OperationContext;
  lease: JobLease;
  end: JobFinish;
}

/**
 * Takes leases and ends jobs; those that are asked for at the same moment by the same actor share one
 * transaction. A fan-out of small jobs would otherwise spend its time on waiting for commits.
 */
@Injectable()
export class JobLeases {
  private readonly takings = new Coalesced<Taking, TakenLease | null>((asked) => this.takeAll(asked));
  private readonly endings = new Coalesced<Ending, boolean>((asked) => this.endAll(asked));

  constructor(
    private readonly transactions: Transactions,
    private readonly repository: JobsRepository,
    private readonly groups: JobGroups,
  ) {}

  /** The lease of a job, or null when it is finished or somebody else works on it. */
  take(ctx: OperationContext, jobId: string): Promise<TakenLease | null> {
    return this.takings.request(companyOf(ctx), { ctx, jobId });
  }

  /** Ends a job under its lease; false when the lease is gone. */
  end(ctx: OperationContext, lease: JobLease, end: JobFinish): Promise<boolean> {
    return this.endings.request(companyOf(ctx), { ctx, lease, end });
  }

  private async takeAll(asked: Taking[]): Promise<Array<TakenLease | null>> {
    const ids = asked.map(({ jobId }) => jobId);
    const leases = await this.transactions.run(asked[0]!.ctx, (tx) => this.repository.lease(tx, ids));
    return claimed(asked, (taking) => taking.jobId, new Map(leases.map((lease) => [lease.jobId, lease])));
  }

  private async endAll(asked: Ending[]): Promise<boolean[]> {
    const ended = await this.transactions.run(asked[0]!.ctx, async (tx) => {
      const ids = await this.repository.finish(tx, asked);
      await this.groups.settle(tx, ids, asked[0]!.end.finishedAt);
      return new Set(ids);
    });
    return asked.map(({ lease }) => ended.has(lease.jobId));
  }
}

/** A job that was promised twice and asked for twice at once is had by one of the two. */
function claimed<Request, Answer>(
  requests: readonly Request[],
  keyOf: (request: Request) => string,
  answers: Map<string, Answer>,
): Array<Answer | null> {
  return requests.map((request) => {
    const answer = answers.get(keyOf(request)) ?? null;
    answers.delete(keyOf(request));
    return answer;
  });
}

/** Policies know the actor and the scopes; the request's id only stands in records, and none is written here. */
function companyOf({ actor, scopes }: OperationContext): string {
  return JSON.stringify([actor.kind, actor.id, scopes]);
}
