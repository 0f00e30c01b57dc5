import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import {
  Clock,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  ValidationFailedError,
  type Fault,
  type OperationContext,
  type Transaction,
} from '#platform';
import { IndicatorCatalogue } from '../indicators/indicator-catalogue.js';
import type { Target, WantedTarget } from './target.js';
import { mayDecide, targetAfter, type TargetStep } from './target.lifecycle.js';
import { targetFaults } from './target-faults.js';
import { OwnTargetError, TargetStepError } from './targets.errors.js';
import { TargetsRepository, type NewTarget, type TargetsFilter } from './targets.repository.js';

/** More are asked for by a narrower question. */
const MAX_LISTED = 1_000;

/** What units want to reach, proposed by one person and approved by another. */
@Injectable()
export class TargetsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: TargetsRepository,
    private readonly catalogue: IndicatorCatalogue,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Newest month first, 1,000 at most. @throws NotFoundError for a partner out of scope. */
  async list(ctx: OperationContext, filter: TargetsFilter): Promise<Target[]> {
    if (filter.partner && !ctx.scopes.includes(filter.partner)) throw new NotFoundError('partner');
    return this.transactions.read(ctx, (tx) => this.repository.list(tx, filter, MAX_LISTED));
  }

  /** Proposes all of them or none. @throws ValidationFailedError with every fault of every one. */
  async propose(ctx: OperationContext, wanted: readonly WantedTarget[]): Promise<Target[]> {
    return this.transactions.run(ctx, async (tx) => {
      const targets = await this.checked(tx, wanted);
      await this.repository.insert(tx, targets, this.clock.instant());
      const added = await this.repository.listByIds(
        tx,
        targets.map(({ id }) => id),
      );
      for (const target of added) await this.record(tx, target, 'propose', null, target);
      return added;
    });
  }

  /** @throws NotFoundError, PreconditionFailedError, TargetStepError, OwnTargetError. */
  async take(
    ctx: OperationContext,
    id: string,
    rev: number,
    { step, reason }: { step: TargetStep; reason: string | null },
  ): Promise<Target> {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.repository.lock(tx, id);
      if (!found) throw new NotFoundError('target');
      if (found.rev !== rev) throw new PreconditionFailedError(found.rev);
      const to = targetAfter(found.state, step);
      if (to === null) throw new TargetStepError(found.state);
      if (!mayDecide(found, step, tx.actor.id)) throw new OwnTargetError();
      const supersedes = step === 'approve' ? await this.repository.supersede(tx, found) : null;
      await this.repository.decide(tx, id, { to, reason, at: this.clock.instant() });
      await this.record(tx, found, step, { state: found.state }, { state: to, reason, supersedes });
      return (await this.repository.lock(tx, id)) as Target;
    });
  }

  private async checked(tx: Transaction, wanted: readonly WantedTarget[]): Promise<NewTarget[]> {
    const units = [...new Set(wanted.map(({ unit }) => unit))];
    const partners = await this.repository.partnersOfUnits(tx, units);
    const indicators = await this.catalogue.all(tx);
    const faults: Fault[] = wanted.flatMap((target, index) =>
      targetFaults(target, {
        indicator: indicators.get(target.indicator),
        isUnitKnown: partners.has(target.unit),
      }).map((fault) => ({ ...fault, pointer: `/targets/${index}${fault.pointer}` })),
    );
    if (faults.length > 0) throw new ValidationFailedError(faults);
    return wanted.map((target) => ({
      id: uuid(),
      partner: partners.get(target.unit) as string,
      indicatorVersion: indicators.get(target.indicator)?.version as number,
      ...target,
    }));
  }

  private async record(
    tx: Transaction,
    { id, partner }: Target,
    act: string,
    before: object | null,
    after: object,
  ): Promise<void> {
    this.audit.record(tx, {
      partner,
      action: `target.${act}`,
      entity: 'target',
      entityId: id,
      before,
      after,
    });
  }
}
