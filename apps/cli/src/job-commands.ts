import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { AuditModule } from '#audit/wiring';
import { CollectionModule } from '#collection/wiring';
import { IdentityModule } from '#identity/wiring';
import {
  everyScopeContext,
  JobControl,
  JobsService,
  Transactions,
  WORKER_LIMITS,
  type Config,
  type Job,
  type JobState,
  type OperationContext,
} from '#platform';
import { JobControlModule, PlatformModule } from '#platform/wiring';
import type { Command } from './command.js';
import { openInstallation } from './installation.js';
import { UsageError } from './usage-error.js';

const STATES = 'QUEUED, RUNNING, CANCELLING, SUCCEEDED, PARTIALLY_SUCCEEDED, FAILED, CANCELLED, EXPIRED';
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 1_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const JOB_COMMANDS: readonly Command[] = [
  {
    words: 'jobs list',
    options: '[--state <state>] [--type <type>] [--partner <code>] [--limit <n>] [--over-budget]',
    does: 'lists background work, newest first, one line each',
    run: listJobs,
  },
  {
    words: 'jobs retry',
    options: '<id>',
    does: 'orders the work of a failed, cancelled or expired job once more',
    run: (config, args) => steer(config, args, (control, ctx, id) => control.retry(ctx, id)),
  },
  {
    words: 'jobs cancel',
    options: '<id>',
    does: 'asks a job to stop; the worker closes it before its next chunk',
    run: (config, args) => steer(config, args, (control, ctx, id) => control.cancel(ctx, id)),
  },
];

@Module({})
class JobCommandsModule {
  static for(config: Config): DynamicModule {
    const platform = PlatformModule.for(config, WORKER_LIMITS, 'asan-cli');
    // Collection says how its work is repeated; it opens no route and takes no job here.
    const imports = [platform, AuditModule, IdentityModule, JobControlModule, CollectionModule];
    return { module: JobCommandsModule, imports };
  }
}

async function listJobs(config: Config, args: readonly string[]): Promise<void> {
  const option = { type: 'string' } as const;
  const options = {
    state: option,
    type: option,
    partner: option,
    limit: option,
    'over-budget': { type: 'boolean' },
  } as const;
  const {
    state,
    type,
    partner,
    limit,
    'over-budget': isOverBudget,
  } = parseArgs({
    args: [...args],
    options,
  }).values;
  const states = state === undefined ? undefined : [stateFrom(state)];
  const filter = { states, type, partner };
  const jobs = await withJobs(config, (app, ctx) => app.jobs.list(ctx, filter, null, limitFrom(limit)));
  const shown = isOverBudget ? jobs.filter((job) => job.overBudgetSince !== null) : jobs;
  for (const job of shown) console.log(lineOf(job));
  console.log(`${shown.length} job(s)`);
}

async function steer(
  config: Config,
  args: readonly string[],
  step: (control: JobControl, ctx: OperationContext, id: string) => Promise<Job>,
): Promise<void> {
  const [id, ...more] = args;
  if (id === undefined || more.length > 0 || !UUID.test(id)) throw new UsageError('Give the id of one job.');
  console.log(lineOf(await withJobs(config, ({ control }, ctx) => step(control, ctx, id))));
}

function stateFrom(text: string): JobState {
  const state = STATES.split(', ').find((known) => known === text);
  if (!state) throw new UsageError(`--state must be one of ${STATES}.`);
  return state as JobState;
}

function limitFrom(text = String(DEFAULT_LIMIT)): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_LIMIT) throw new UsageError(`--limit must lie between 1 and ${MAX_LIMIT}.`);
  return limit;
}

function lineOf(job: Job): string {
  const { done, total, unit } = job.progress;
  const problem = (job.problem as { code?: string } | null)?.code ?? '';
  const alarm = job.overBudgetSince === null ? '' : 'OVER-BUDGET';
  const parts = [job.createdAt, job.id, job.partner, job.type, job.state, `${done}/${total ?? '?'} ${unit}`];
  return [...parts, problem, alarm].filter((part) => part !== '').join('  ');
}

interface Jobs {
  jobs: JobsService;
  control: JobControl;
}

async function withJobs<T>(
  settings: Config,
  work: (app: Jobs, ctx: OperationContext) => Promise<T>,
): Promise<T> {
  const { config, release } = await openInstallation(settings);
  const app = await NestFactory.createApplicationContext(JobCommandsModule.for(config), {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    const ctx = await everyScopeContext(app.get(Transactions), 'OPERATOR', 'cli', randomUUID());
    return await work({ jobs: app.get(JobsService), control: app.get(JobControl) }, ctx);
  } finally {
    await app.close();
    await release();
  }
}
