import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import {
  Cursors,
  InvalidValueError,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import { refuseNoPartner } from '../rollouts/partner-scope.js';
import { RolloutsRepository } from '../rollouts/rollouts.repository.js';
import type { MissionFilter } from './mission.js';
import { MissionsRepository } from './missions.repository.js';
import type { PageQuestion } from './missions.service.js';

type Asked = [filter: MissionFilter, after: readonly string[] | null, limit: number];

/** What missions and trainings have in common: pages, the rollout that they name, the audit. */
@Injectable()
export class MissionRecords {
  constructor(
    private readonly transactions: Transactions,
    readonly repository: MissionsRepository,
    private readonly rollouts: RolloutsRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async page<Row extends { id: string; startsOn: string }>(
    ctx: OperationContext,
    cursors: Cursors,
    list: string,
    { limit, cursor, partner, rollout }: PageQuestion,
    read: (tx: Transaction, ...asked: Asked) => Promise<Row[]>,
  ): Promise<Page<Row>> {
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const question = { list, partner, rollout };
    const after = cursors.read(ctx, question, cursor);
    const rows = await this.transactions.read(ctx, (tx) => read(tx, { partner, rollout }, after, limit + 1));
    return cursors.page(
      ctx,
      question,
      limit,
      rows,
      ({ startsOn, id }) => [startsOn, id],
      (row) => row,
    );
  }

  /** @throws NotFoundError for a partner out of scope, InvalidValueError for a rollout that is not the partner's. */
  async refuseForeign(
    tx: Transaction,
    { partner, rolloutId }: { partner: string; rolloutId: string | null },
  ): Promise<void> {
    refuseNoPartner(tx, partner);
    if (rolloutId === null) return;
    if ((await this.rollouts.find(tx, rolloutId))?.partner === partner) return;
    throw new InvalidValueError('reference-not-found', '/rollout', 'No such rollout of this partner.');
  }

  remember(tx: Transaction, action: string, partner: string, entityId: string, after: object): void {
    this.audit.record(tx, { partner, action, entity: action.split('.')[0], entityId, after });
  }
}
