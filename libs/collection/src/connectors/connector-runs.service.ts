import { Injectable } from '@nestjs/common';
import {
  Cursors,
  NotFoundError,
  QueueHealth,
  Transactions,
  type OperationContext,
  type Page,
} from '#platform';
import { PullOrders } from '../sources/pull-orders.repository.js';
import type { ConnectorRun } from './connector.js';
import { ConnectorRunsRepository } from './connector-runs.repository.js';
import { ConnectorStepError } from './connectors.errors.js';
import { ConnectorsRepository } from './connectors.repository.js';

/** What became of every attempt, and the attempts that a person asks for. */
@Injectable()
export class ConnectorRunsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly connectors: ConnectorsRepository,
    private readonly runs: ConnectorRunsRepository,
    private readonly orders: PullOrders,
    private readonly queueHealth: QueueHealth,
  ) {}

  /** @throws NotFoundError, InvalidCursorError. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    id: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<Page<ConnectorRun>> {
    const after = cursors.read(ctx, { id }, cursor);
    const rows = await this.transactions.read(ctx, async (tx) => {
      if (!(await this.connectors.find(tx, id))) throw new NotFoundError('connector');
      return this.runs.list(tx, id, limit + 1, after);
    });
    const key = (run: ConnectorRun) => [run.startedAt.toISOString(), run.id];
    return cursors.page(ctx, { id }, limit, rows, key, (run) => run);
  }

  /**
   * Orders one look at a month; answers the job's id. The worker asks the partner, never the API.
   *
   * @throws NotFoundError, ConnectorStepError before the approval, UnavailableError while the queue is away.
   */
  async orderTest(ctx: OperationContext, id: string, month: string): Promise<string> {
    await this.queueHealth.assertAvailable();
    return this.transactions.run(ctx, async (tx) => {
      const connector = await this.connectors.lock(tx, id);
      if (!connector) throw new NotFoundError('connector');
      if (connector.approval !== 'APPROVED') throw new ConnectorStepError(connector.approval, ['approve']);
      return this.orders.orderTest(tx, connector, month);
    });
  }
}
