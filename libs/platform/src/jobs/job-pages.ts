import { Injectable } from '@nestjs/common';
import type { OperationContext } from '../context/operation-context.js';
import { Cursors } from '../http/cursor.js';
import { JobResponse, type JobsPage, type JobsRequest } from './job.dto.js';
import type { JobState } from './job.js';
import { JobsService } from './jobs.service.js';

type Question = Pick<JobsRequest, 'type' | 'partner' | 'limit' | 'cursor'> & { state?: JobState };

/** Lists of jobs page by page. */
@Injectable()
export class JobPages {
  constructor(
    private readonly jobs: JobsService,
    private readonly cursors: Cursors,
  ) {}

  /** @throws InvalidCursorError when the cursor is of another list or another caller. */
  async page(ctx: OperationContext, { state, type, partner, limit, cursor }: Question): Promise<JobsPage> {
    const filter = { states: state ? [state] : undefined, type, partner };
    const after = this.cursors.read(ctx, filter, cursor);
    const rows = await this.jobs.list(ctx, filter, after, limit + 1);
    return this.cursors.page(ctx, filter, limit, rows, (job) => [job.createdAt, job.id], JobResponse.from);
  }
}
