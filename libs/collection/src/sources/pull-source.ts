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
import { ConnectorsService } from './connectors.service.js';
import { PullFailedError, type PulledAnswer } from './egress.js';
import { PullOrders } from './pull-orders.repository.js';
import { SourceProfiles } from './source-profiles.js';

const NO_CONTENT = 204;

/** Fetches a month and hands it in like any other file; what fails is remembered at the connector. */
@Injectable()
export class PullSource {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly imports: ImportsService,
    private readonly profiles: SourceProfiles,
    private readonly orders: PullOrders,
    private readonly jobRun: JobRun,
  ) {}

  async run(payload: JobPayload): Promise<void> {
    const ctx = programContext('SCHEDULER', 'collection', [payload.scope], `pull-${payload.jobId}`);
    await this.jobRun.run(ctx, String(payload.jobId), () => this.pull(ctx, payload));
  }

  private async pull(ctx: OperationContext, payload: JobPayload): Promise<JobOutcome> {
    const month = await this.orders.monthOf(ctx, String(payload.jobId));
    try {
      const { connector, answer } = await this.connectors.fetchMonth(ctx, payload.id, month);
      if (answer.status === NO_CONTENT) return await this.nothingThere(ctx, payload);
      assertUsable(answer);
      const { code, version, period } = this.profiles.get(payload.scope, connector.profile);
      const expectedPeriod = period.scheme === null ? null : periodAlignedTo(period.scheme, month).id;
      const received = await this.imports.receive(ctx, {
        partner: payload.scope,
        channel: 'PULL',
        profile: { code, version },
        mode: 'COMMIT',
        atomicity: 'PER_REPORT',
        expectedPeriod,
        name: connector.code,
        content: answer.content,
      });
      await this.connectors.recordAttempt(ctx, payload.id, null);
      return { state: 'SUCCEEDED', resultLinks: [`/api/v1/imports/${received.import.id}`] };
    } catch (error) {
      if (error instanceof BusinessError)
        await this.connectors.recordAttempt(ctx, payload.id, { code: error.code, detail: error.message });
      throw error;
    }
  }

  private async nothingThere(ctx: OperationContext, payload: JobPayload): Promise<JobOutcome> {
    await this.connectors.recordAttempt(ctx, payload.id, {
      code: 'ok-no-data',
      detail: 'The partner has no figures for this month yet.',
    });
    return { state: 'SUCCEEDED' };
  }
}

function assertUsable({ status, contentType, content }: PulledAnswer): void {
  if (status !== 200) throw new PullFailedError('bad-status', `The partner answered with status ${status}.`);
  if (!contentType.includes('json'))
    throw new PullFailedError('bad-content-type', 'The partner did not answer with JSON.');
  if (content.length === 0) throw new PullFailedError('empty-response', 'The partner answered with nothing.');
}
