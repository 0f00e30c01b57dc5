import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import { addDays, isIsoDate } from '#calendars';
import { RuleBook } from '#indicators';
import {
  Clock,
  InvalidValueError,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import type { Exemption } from './exemption.js';
import { exemptionAfter, mayTake, type ExemptionStep } from './exemption.lifecycle.js';
import { ExemptionStepError, OwnExemptionError } from './exemptions.errors.js';
import { ExemptionsRepository, type ExemptionsFilter } from './exemptions.repository.js';

/** Nothing is switched off for good: whoever still needs it after a year asks again. */
export const MAX_EXEMPTION_DAYS = 366;
const MAX_LISTED = 200;
const DATE_LENGTH = 10;

export type WantedExemption = Pick<Exemption, 'unit' | 'rule' | 'until' | 'reason'>;

/** Switches a rule off for a unit and a time, by two persons. */
@Injectable()
export class ExemptionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ExemptionsRepository,
    private readonly rules: RuleBook,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Newest first, 200 at most. */
  async list(ctx: OperationContext, filter: ExemptionsFilter): Promise<Exemption[]> {
    if (filter.partner && !ctx.scopes.includes(filter.partner)) throw new NotFoundError('partner');
    return this.transactions.read(ctx, (tx) => this.repository.list(tx, filter, MAX_LISTED));
  }

  /** @throws NotFoundError for the unit, InvalidValueError for a rule that is not in force and a day too far off. */
  async request(ctx: OperationContext, wanted: WantedExemption): Promise<Exemption> {
    return this.transactions.run(ctx, async (tx) => {
      const partner = await this.repository.partnerOfUnit(tx, wanted.unit);
      if (partner === null) throw new NotFoundError('unit');
      await this.assertPossible(tx, wanted);
      const id = uuid();
      await this.repository.insert(tx, { id, partner, ...wanted }, this.clock.instant());
      const exemption = (await this.repository.lock(tx, id)) as Exemption;
      await this.record(tx, exemption, 'request', null);
      return exemption;
    });
  }

  /** @throws NotFoundError, PreconditionFailedError, ExemptionStepError, OwnExemptionError. */
  async take(
    ctx: OperationContext,
    id: string,
    rev: number,
    { step, reason }: { step: ExemptionStep; reason: string | null },
  ): Promise<Exemption> {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.repository.lock(tx, id);
      if (!found) throw new NotFoundError('exemption');
      if (found.rev !== rev) throw new PreconditionFailedError(found.rev);
      const to = exemptionAfter(found.state, step);
      if (to === null) throw new ExemptionStepError(found.state);
      if (!mayTake(found, step, tx.actor.id)) throw new OwnExemptionError();
      await this.repository.decide(tx, id, { to, reason, at: this.clock.instant() });
      await this.record(tx, { ...found, state: to }, step, { state: found.state });
      return (await this.repository.lock(tx, id)) as Exemption;
    });
  }

  private async assertPossible(tx: Transaction, { rule, until }: WantedExemption): Promise<void> {
    const rules = await this.rules.inForce(tx);
    if (!rules.some(({ code }) => code === rule))
      throw new InvalidValueError('validation-failed', '/rule', 'No such rule is in force.');
    const today = this.clock.instant().slice(0, DATE_LENGTH);
    const latest = addDays(today, MAX_EXEMPTION_DAYS);
    if (!isIsoDate(until) || until <= today || until > latest)
      throw new InvalidValueError(
        'validation-failed',
        '/until',
        `until is a day after ${today}, ${latest} at the latest.`,
      );
  }

  private async record(
    tx: Transaction,
    { id, partner, unit, rule, until, reason, state }: Exemption,
    act: string,
    before: object | null,
  ): Promise<void> {
    const after = { unit, rule, until, reason, state };
    const what = { action: `exemption.${act}`, entity: 'exemption', entityId: id };
    this.audit.record(tx, { partner, ...what, before, after });
  }
}
