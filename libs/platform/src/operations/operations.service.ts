import { Injectable } from '@nestjs/common';
import type { OperationContext } from '../context/operation-context.js';
import { Transactions } from '../database/transactions.js';
import type { PageRequest } from '../http/page.dto.js';
import { JobPages } from '../jobs/job-pages.js';
import { JobsReadModel } from '../jobs/jobs.read-model.js';
import { QueueInspector } from '../queue/queue-inspector.js';
import type { DeadLettersPage, QueuesResponse } from './operations.dto.js';

/** How the background work of the whole installation stands, for those who operate it. */
@Injectable()
export class OperationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: JobsReadModel,
    private readonly pages: JobPages,
    private readonly inspector: QueueInspector,
  ) {}

  /** Rows and queues side by side; queues are null while their store is away, the rows are not. */
  async queues(ctx: OperationContext): Promise<QueuesResponse> {
    const [rows, queues] = await Promise.all([
      this.transactions.read(ctx, async (tx) => ({
        relay: await this.jobs.relayBacklog(tx),
        jobs: await this.jobs.countTroubled(tx),
      })),
      this.inspector.look(),
    ]);
    return { store: this.inspector.kind, queues, ...rows };
  }

  /** Jobs that failed, page by page, and with the first page what the queues gave up. */
  async deadLetters(ctx: OperationContext, { limit, cursor }: PageRequest): Promise<DeadLettersPage> {
    const page = await this.pages.page(ctx, { state: 'FAILED', limit, cursor });
    const entries = cursor === undefined ? await this.inspector.failed() : [];
    return { ...page, entries };
  }
}
