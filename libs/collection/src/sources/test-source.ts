import { Injectable } from '@nestjs/common';
import {
  BusinessError,
  JobRun,
  programContext,
  type JobOutcome,
  type JobPayload,
  type OperationContext,
} from '#platform';
import { DryRunResponse } from '../profile-versions/profile-versions.dto.js';
import { ProfileDryRun } from '../profile-versions/profile-dry-run.js';
import { PullAttempts, type Attempt, type AttemptEnd } from './pull-attempts.js';
import { PullOrders } from './pull-orders.repository.js';
import { SourceQuestions } from './source-questions.js';

const MAX_KEPT = 20;
const NOTHING = { bytes: null, bodyHash: null, problem: null, importId: null, dryRun: null };

/** Asks a partner's system and shows what would be understood. No figure and no file of it is stored. */
@Injectable()
export class TestSource {
  constructor(
    private readonly attempts: PullAttempts,
    private readonly questions: SourceQuestions,
    private readonly dryRun: ProfileDryRun,
    private readonly orders: PullOrders,
    private readonly jobRun: JobRun,
  ) {}

  async run(payload: JobPayload): Promise<void> {
    const ctx = programContext('SCHEDULER', 'collection', [payload.scope], `test-${payload.jobId}`);
    await this.jobRun.run(ctx, String(payload.jobId), () => this.test(ctx, payload));
  }

  private async test(ctx: OperationContext, payload: JobPayload): Promise<JobOutcome> {
    const month = await this.orders.monthOf(ctx, String(payload.jobId));
    const begun = await this.attempts.begin(ctx, payload.id, month, 'TEST');
    // Without validators: a test wants to see the answer, not to learn that it has not changed.
    const attempt = { ...begun, known: null };
    const end = await this.look(ctx, attempt, month);
    await this.attempts.end(ctx, attempt, { ...end, kind: 'TEST', month });
    const resultLinks = [`/api/v1/connectors/${payload.id}/runs`];
    return end.problem && end.status === 'FAILED'
      ? { state: 'FAILED', problem: { ...end.problem, errors: [] }, resultLinks }
      : { state: 'SUCCEEDED', resultLinks };
  }

  private async look(
    ctx: OperationContext,
    attempt: Attempt,
    month: string,
  ): Promise<Omit<AttemptEnd, 'kind' | 'month'>> {
    try {
      await this.attempts.assertStillAllowed(ctx, attempt.connector);
      const { profile, fetched } = await this.questions.ask(ctx, attempt, month);
      if (fetched.kind !== 'CONTENT') return { ...NOTHING, status: 'NO_DATA' };
      const { content, bodyHash } = fetched;
      const run = await this.dryRun.read(ctx, profile, content, attempt.connector.partner);
      return {
        ...NOTHING,
        status: 'TESTED',
        bytes: content.length,
        bodyHash,
        dryRun: kept(DryRunResponse.from(run)),
      };
    } catch (error) {
      if (!(error instanceof BusinessError)) throw error;
      return { ...NOTHING, status: 'FAILED', problem: { code: error.code, detail: error.message } };
    }
  }
}

/** Of a partner's answer no more is kept than it takes to see whether the layout fits: no values at all. */
function kept({ rows: _rows, problems, ...summary }: DryRunResponse): object {
  const places = problems.slice(0, MAX_KEPT).map((problem) => {
    const { code, at, expected } = problem as { code: string; at: object; expected: string };
    return { code, at, expected };
  });
  return { ...summary, problems: places };
}
