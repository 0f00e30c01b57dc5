import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  ForbiddenError,
  InvalidValueError,
  MAX_LIMIT,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
} from '#platform';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { MAX_DELEGATION_DAYS, type Delegation, type NewDelegation } from './delegation.js';
import { DelegationEndedError } from './delegations.errors.js';
import { DelegationsRepository } from './delegations.repository.js';
import { Deputies } from './deputies.js';

const MS_PER_DAY = 86_400_000;

/** Coordinators lend their right to hand in, for a time and to somebody of their own country. */
@Injectable()
export class DelegationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly delegations: DelegationsRepository,
    private readonly deputies: Deputies,
    private readonly records: SubmissionRecords,
  ) {}

  async list(ctx: OperationContext): Promise<Delegation[]> {
    return this.transactions.read(ctx, (tx) => this.delegations.list(tx, MAX_LIMIT));
  }

  /** @throws NotFoundError for a partner out of scope, InvalidValueError, DeputyNotEligibleError, DeputyJudgesError. */
  async create(ctx: OperationContext, order: NewDelegation): Promise<Delegation> {
    const { partner, reason } = order;
    if (!ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const now = this.records.clock.instant();
    assertTimes(order, now);
    return this.transactions.run(ctx, async (tx) => {
      const deputy = await this.deputies.require(tx, partner, order.deputy);
      const delegation: Delegation = {
        id: uuid(),
        partner,
        coordinator: tx.actor.id,
        coordinatorName: tx.actor.name,
        deputy: deputy.id,
        deputyName: deputy.name,
        reason,
        validFrom: new Date(order.validFrom),
        validUntil: new Date(order.validUntil),
        endedAt: null,
        rev: 1,
      };
      await this.delegations.insert(tx, delegation, now);
      const { id, validFrom, validUntil } = delegation;
      this.records.audit.record(tx, {
        partner,
        action: 'delegation.create',
        entity: 'delegation',
        entityId: id,
        after: { deputy: deputy.id, validFrom, validUntil, reason },
      });
      return delegation;
    });
  }

  /** @throws NotFoundError, ForbiddenError for another coordinator's, PreconditionFailedError, DelegationEndedError. */
  async end(ctx: OperationContext, id: string, rev: number): Promise<Delegation> {
    return this.transactions.run(ctx, async (tx) => {
      const delegation = await this.delegations.lock(tx, id);
      if (!delegation) throw new NotFoundError('delegation');
      if (delegation.coordinator !== tx.actor.id)
        throw new ForbiddenError('Only who lent the right takes it back.');
      if (delegation.rev !== rev) throw new PreconditionFailedError(delegation.rev);
      if (delegation.endedAt) throw new DelegationEndedError();
      const at = this.records.clock.instant();
      await this.delegations.end(tx, id, at);
      const { partner } = delegation;
      this.records.audit.record(tx, {
        partner,
        action: 'delegation.end',
        entity: 'delegation',
        entityId: id,
        before: { endedAt: null },
        after: { endedAt: at },
      });
      return (await this.delegations.lock(tx, id)) as Delegation;
    });
  }
}

function assertTimes({ validFrom, validUntil }: NewDelegation, now: string): void {
  const [from, until] = [Date.parse(validFrom), Date.parse(validUntil)];
  if (until <= from || until <= Date.parse(now))
    throw new InvalidValueError('invalid-range', '/validUntil', 'The delegation would end before it begins.');
  if (until - from > MAX_DELEGATION_DAYS * MS_PER_DAY)
    throw new InvalidValueError(
      'range-too-large',
      '/validUntil',
      `A right is lent for ${MAX_DELEGATION_DAYS} days at most.`,
    );
}
