import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Clock, Cursors, NotFoundError, Transactions, type OperationContext, type Page } from '#platform';
import { RolloutParts } from './rollout-parts.js';
import type { NewRollout, Rollout } from './rollout.js';
import { RolloutRecords } from './rollout-records.js';
import { RolloutsRepository, type RolloutFilter } from './rollouts.repository.js';
import { refuseNoPartner } from './partner-scope.js';
import { refuseStrangeDay } from './plan-day.js';

/** Proposes rollouts and shows them; their steps are taken elsewhere. */
@Injectable()
export class RolloutsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: RolloutsRepository,
    private readonly records: RolloutRecords,
    private readonly parts: RolloutParts,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { limit, cursor, ...given }: RolloutFilter & { limit: number; cursor?: string },
  ): Promise<Page<Rollout>> {
    const { partner, status, template } = given;
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const filter = { partner, status, template };
    const question = { list: 'rollouts', ...filter };
    const after = cursors.read(ctx, question, cursor);
    const rows = await this.transactions.read(ctx, (tx) =>
      this.repository.list(tx, filter, after, limit + 1),
    );
    return cursors.page(
      ctx,
      question,
      limit,
      rows,
      ({ id }) => [id],
      (row) => row,
    );
  }

  /** @throws NotFoundError when unknown or outside the scope. */
  async get(ctx: OperationContext, id: string): Promise<Rollout> {
    return this.transactions.read(ctx, (tx) => this.records.require(tx, id));
  }

  /**
   * Proposes a rollout: criteria and tasks are taken from the version of the template, which it keeps for good.
   *
   * @throws NotFoundError for a partner out of scope, InvalidValueError `unknown-template`, `date-out-of-range` or
   * `reference-not-found` for a unit or an instrument that is not of the partner.
   */
  async propose(ctx: OperationContext, rollout: NewRollout): Promise<Rollout> {
    refuseStrangeDay(rollout.agreementInForce, '/agreementInForce');
    refuseStrangeDay(rollout.plannedOpening, '/plannedOpening');
    return this.transactions.run(ctx, async (tx) => {
      refuseNoPartner(tx, rollout.partner);
      const template = await this.parts.templateFor(tx, rollout);
      await this.parts.refuseForeign(tx, rollout);
      const id = uuid();
      await this.repository.insert(tx, id, rollout, template, this.clock.instant());
      await this.parts.add(tx, { id, ...rollout }, template);
      this.records.remember(tx, { partner: rollout.partner, id }, 'propose', {
        ...rollout,
        templateVersion: template.version,
      });
      return this.records.require(tx, id);
    });
  }
}
