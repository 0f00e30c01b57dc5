import { Injectable } from '@nestjs/common';
import { programmeDay } from '#partnerships';
import { Clock, NotFoundError, Transactions, type OperationContext } from '#platform';
import type { PortfolioRow } from './portfolio.js';
import { PortfolioReadModel } from './portfolio.read-model.js';

/** Every rollout at one glance. */
@Injectable()
export class PortfolioService {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: PortfolioReadModel,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a partner out of scope. */
  async list(ctx: OperationContext, partner?: string): Promise<{ rows: PortfolioRow[]; today: string }> {
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const today = programmeDay(this.clock);
    const rows = await this.transactions.read(ctx, (tx) => this.readModel.list(tx, today, partner ?? null));
    return { rows, today };
  }
}
