import {
  createParamDecorator,
  Injectable,
  type BeforeApplicationShutdown,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { OperationContext } from '../context/operation-context.js';
import { elapsedMs } from '../time/clock.js';
import { OPEN_JOB_STATES, type Job } from './job.js';
import { JobsService } from './jobs.service.js';

export const MAX_WAIT_SECONDS = 20;
/** Callers waiting in one process; the next one is answered at once, with the state as it is. */
const MAX_WAITERS = 200;
const FIRST_LOOK_MS = 100;
const LAST_LOOK_MS = 1_000;
const WAIT_PREFERENCE = /(?:^|[,;\s])wait\s*=\s*(\d{1,4})(?=$|[,;\s])/i;

/** How long a caller is ready to wait for an end, from `Prefer: wait=20` (RFC 7240), and when it hung up. */
export interface Patience {
  seconds: number;
  hasLeft(): boolean;
}

/** Injects the caller's patience; without the header, or with one that says nothing, there is none. */
export const PreferredWait = createParamDecorator((_data: unknown, context: ExecutionContext): Patience => {
  const { headers, raw } = context.switchToHttp().getRequest<FastifyRequest>();
  return { seconds: waitFrom(headers.prefer), hasLeft: () => raw.socket.destroyed };
});

/** Seconds that a `Prefer` header asks to wait for, at most twenty; a preference is never an error. */
export function waitFrom(header: string | string[] | undefined): number {
  const wait = WAIT_PREFERENCE.exec([header ?? ''].flat().join(','))?.[1];
  return wait === undefined ? 0 : Math.min(Number(wait), MAX_WAIT_SECONDS);
}

/**
 * Lets callers wait for the end of a job. It looks again and again, each time with a connection of
 * its own for one short read: whoever waits holds nothing that others need.
 */
@Injectable()
export class JobWaiter implements BeforeApplicationShutdown {
  private waiting = 0;
  private readonly closing = new AbortController();

  constructor(private readonly jobs: JobsService) {
    setMaxListeners(MAX_WAITERS + 1, this.closing.signal);
  }

  beforeApplicationShutdown(): void {
    this.closing.abort();
  }

  /** The job when it has ended or patience has; @throws NotFoundError. */
  async ended(ctx: OperationContext, id: string, patience: Patience): Promise<Job> {
    const first = await this.jobs.get(ctx, id);
    if (patience.seconds === 0 || this.waiting >= MAX_WAITERS || hasEnded(first)) return first;
    this.waiting += 1;
    try {
      return await this.lookAgain(ctx, first, patience);
    } finally {
      this.waiting -= 1;
    }
  }

  private async lookAgain(ctx: OperationContext, first: Job, patience: Patience): Promise<Job> {
    const until = elapsedMs() + patience.seconds * 1_000;
    let job = first;
    let lookMs = FIRST_LOOK_MS;
    while (!hasEnded(job) && elapsedMs() < until && !patience.hasLeft() && !this.closing.signal.aborted) {
      const restMs = Math.min(lookMs, Math.max(until - elapsedMs(), 0));
      await pause(restMs, undefined, { signal: this.closing.signal }).catch(() => undefined);
      lookMs = Math.min(lookMs * 2, LAST_LOOK_MS);
      job = await this.jobs.get(ctx, first.id);
    }
    return job;
  }
}

export function hasEnded(job: Job): boolean {
  return !OPEN_JOB_STATES.includes(job.state);
}
