import { Injectable } from '@nestjs/common';
import {
  BusinessError,
  JobRun,
  programContext,
  type JobOutcome,
  type JobPayload,
  type OperationContext,
} from '#platform';
import { periodAlignedTo } from '#calendars';
import { ImportsService } from '../imports/imports.service.js';
import { isStale } from './freshness.js';
import { PullAttempts, type Attempt, type AttemptEnd } from './pull-attempts.js';
import { PullFailedError } from './pull-failure.js';
import type { FetchedContent } from './pull-fetch.js';
import { PullOrders } from './pull-orders.repository.js';
import { SourceQuestions } from './source-questions.js';

const NOTHING = { bytes: null, bodyHash: null, problem: null, importId: null, dryRun: null };
const NO_DATA_YET = { code: 'ok-no-data', detail: 'The partner has no figures for this month yet.' };

/**
 * Fetches a month and hands it in like any other file. What fails at the partner's side ends the job and sets the
 * time of the next attempt at the connector: that is the one layer at which partners are asked again.
 */
@Injectable()
export class PullSource {
  constructor(
    private readonly attempts: PullAttempts,
    private readonly questions: SourceQuestions,
    private readonly imports: ImportsService,
    private readonly orders: PullOrders,
    private readonly jobRun: JobRun,
  ) {}

  async run(payload: JobPayload): Promise<void> {
    const ctx = programContext('SCHEDULER', 'collection', [payload.scope], `pull-${payload.jobId}`);
    await this.jobRun.run(ctx, String(payload.jobId), () => this.pull(ctx, payload));
  }

  private async pull(ctx: OperationContext, payload: JobPayload): Promise<JobOutcome> {
    const month = await this.orders.monthOf(ctx, String(payload.jobId));
    let attempt: Attempt | undefined;
    try {
      attempt = await this.attempts.begin(ctx, payload.id, month, 'PULL');
      const end = await this.take(ctx, attempt, month);
      await this.attempts.end(ctx, attempt, { ...end, kind: 'PULL', month });
      return outcomeOf(end);
    } catch (error) {
      if (!isPartners(error)) throw error;
      const problem = { code: error.code, detail: error.message };
      const failed = { ...NOTHING, kind: 'PULL' as const, month, status: 'FAILED' as const, problem };
      if (attempt) await this.attempts.end(ctx, attempt, { ...failed, retryAfter: error.retryAfter });
      return { state: 'FAILED', problem: { ...problem, errors: [] } };
    }
  }

  private async take(ctx: OperationContext, attempt: Attempt, month: string): Promise<Ended> {
    await this.attempts.assertStillAllowed(ctx, attempt.connector);
    const { profile, fetched } = await this.questions.ask(ctx, attempt, month);
    if (fetched.kind === 'UNCHANGED') return { ...NOTHING, status: 'UNCHANGED' };
    if (fetched.kind === 'NO_DATA') return { ...NOTHING, status: 'NO_DATA', problem: NO_DATA_YET };
    const received = { bytes: fetched.content.length, bodyHash: fetched.bodyHash };
    if (isStale(fetched.asOf, attempt.known?.asOf ?? null))
      return { ...NOTHING, ...received, status: 'STALE' };
    const { code, version, period } = profile;
    const expectedPeriod = period.scheme === null ? null : periodAlignedTo(period.scheme, month).id;
    const handIn = { code, version, expectedPeriod };
    const taken = await this.handIn(ctx, attempt, fetched, handIn);
    const { etag, lastModified, asOf } = fetched;
    return { ...NOTHING, ...received, ...taken, etag, lastModified, asOf };
  }

  private async handIn(
    ctx: OperationContext,
    { connector }: Attempt,
    { content }: FetchedContent,
    { code, version, expectedPeriod }: { code: string; version: number; expectedPeriod: string | null },
  ): Promise<Pick<AttemptEnd, 'status' | 'importId'>> {
    const received = await this.imports.receive(ctx, {
      partner: connector.partner,
      channel: 'PULL',
      profile: { code, version },
      mode: 'COMMIT',
      atomicity: 'PER_REPORT',
      expectedPeriod,
      name: connector.code,
      content,
    });
    return { status: received.isRepeated ? 'REPEATED' : 'TAKEN', importId: received.import.id };
  }
}

type Ended = Omit<AttemptEnd, 'kind' | 'month'>;

/** Faults of ours (no database, no queue) are tried again by the job; these are not. */
function isPartners(error: unknown): error is BusinessError {
  if (error instanceof PullFailedError) return true;
  return error instanceof BusinessError && error.kind !== 'UNAVAILABLE' && error.kind !== 'STORAGE_FULL';
}

function outcomeOf({ importId }: Ended): JobOutcome {
  return { state: 'SUCCEEDED', resultLinks: importId === null ? [] : [`/api/v1/imports/${importId}`] };
}
