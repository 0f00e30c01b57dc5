import { Injectable } from '@nestjs/common';
import { Cursors, MAX_LIMIT, NotFoundError, Transactions, type OperationContext, type Page } from '#platform';
import type { DeliveryState } from './delivery.js';
import { DeliveriesReadModel, type ContactTask, type DeliveryEntry } from './deliveries.read-model.js';

export interface DeliveriesFilter {
  partner?: string;
  state?: DeliveryState;
  recipient?: string;
  limit: number;
  cursor?: string;
}

/** The delivery record, for those who answer for it. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: DeliveriesReadModel,
    private readonly cursors: Cursors,
  ) {}

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async list(ctx: OperationContext, filter: DeliveriesFilter): Promise<Page<DeliveryEntry>> {
    const { partner, state = null, recipient = null, limit, cursor } = filter;
    if (partner && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const question = { list: 'deliveries', partner: partner ?? null, state, recipient };
    const after = this.cursors.read(ctx, question, cursor);
    const partners = partner ? [partner] : ctx.scopes;
    const rows = await this.transactions.read(ctx, (tx) =>
      this.readModel.list(tx, { partners, state, recipient, limit: limit + 1, after }),
    );
    return this.cursors.page(
      ctx,
      question,
      limit,
      rows,
      (row) => [row.createdAt, row.id],
      (row) => row,
    );
  }

  async listContactTasks(ctx: OperationContext): Promise<ContactTask[]> {
    return this.transactions.read(ctx, (tx) => this.readModel.listContactTasks(tx, MAX_LIMIT));
  }
}
