import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { NotFoundError, PreconditionFailedError, type Transaction } from '#platform';
import type { Rollout } from './rollout.js';
import { RolloutsRepository, type RolloutChange } from './rollouts.repository.js';

export const ROLLOUT_ENTITY = 'rollout';

/** Reads, holds and changes the row of a rollout, and leaves the audit record of it. */
@Injectable()
export class RolloutRecords {
  constructor(
    private readonly repository: RolloutsRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFoundError when unknown or outside the scope. */
  async require(tx: Transaction, id: string): Promise<Rollout> {
    const rollout = await this.repository.find(tx, id);
    if (!rollout) throw new NotFoundError('rollout');
    return rollout;
  }

  /**
   * Holds the row until the end of the transaction.
   *
   * @param rev the revision that the caller believes to be current; null: none was asked for
   * @throws NotFoundError, PreconditionFailedError
   */
  async hold(tx: Transaction, id: string, rev: number | null = null): Promise<Rollout> {
    const rollout = await this.repository.lockById(tx, id);
    if (!rollout) throw new NotFoundError('rollout');
    if (rev !== null && rollout.rev !== rev) throw new PreconditionFailedError(rollout.rev);
    return rollout;
  }

  /** Changes a rollout that the transaction holds, and remembers what changed. */
  async change(
    tx: Transaction,
    before: Rollout,
    action: string,
    changes: Partial<RolloutChange>,
    more: object = {},
  ): Promise<Rollout> {
    const rev = await this.repository.change(tx, before.id, { ...before, ...changes });
    this.remember(tx, before, action, { ...changes, ...more }, pick(before, Object.keys(changes)));
    return { ...before, ...changes, rev };
  }

  /** Writes the audit record of something that happened to a rollout or to a part of it. */
  remember(
    tx: Transaction,
    { partner, id }: { partner: string; id: string },
    action: string,
    after: object,
    before: object | null = null,
    entity: string = ROLLOUT_ENTITY,
  ): void {
    this.audit.record(tx, { partner, action: `${entity}.${action}`, entity, entityId: id, before, after });
  }
}

function pick(rollout: Rollout, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(rollout).filter(([name]) => names.includes(name)));
}
