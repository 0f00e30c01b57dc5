import { Injectable } from '@nestjs/common';
import { programmeDay } from '#partnerships';
import { Clock, NotFoundError, Transactions, type OperationContext } from '#platform';
import { inTreeOrder, type PlacedUnit } from './unit-tree.js';
import { UnitTreeReadModel } from './unit-tree.read-model.js';

/** A network on a day. */
export interface UnitTree {
  /** ISO date. */
  on: string;
  units: PlacedUnit[];
}

@Injectable()
export class UnitTrees {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: UnitTreeReadModel,
    private readonly clock: Clock,
  ) {}

  /**
   * The units within scope, or those of one partner, as they belonged together on a day; today at headquarters when
   * none is given.
   *
   * @throws NotFoundError for a partner out of scope.
   */
  async on(ctx: OperationContext, partner: string | undefined, day: string | null): Promise<UnitTree> {
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const on = day ?? programmeDay(this.clock);
    const units = await this.transactions.read(ctx, (tx) => this.readModel.on(tx, partner ?? null, on));
    return { on, units: inTreeOrder(units) };
  }
}
