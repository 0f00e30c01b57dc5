import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import {
  Clock,
  InvalidValueError,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { InstrumentsService } from '../instruments/instruments.service.js';
import { programmeDay } from '../programme-day.js';
import { LegalBasisMissingError } from './legal-basis.errors.js';
import { LegalBasisRepository, type BasisFilter } from './legal-basis.repository.js';
import { legalBasisOn, type LegalBasisAnswer, type LegalBasisQuestion } from './legal-basis.rules.js';
import type { NewWaiver, Waiver } from './licence-grant.js';

/** Answers whether something may be opened: centres and gates ask here within their own transaction. */
@Injectable()
export class LegalBasis {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: LegalBasisRepository,
    private readonly instruments: InstrumentsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * What covers the partner and component on the day, in the caller's transaction.
   *
   * @throws NotFoundError for a partner out of scope.
   */
  async check(tx: Transaction, question: LegalBasisQuestion): Promise<LegalBasisAnswer> {
    const { partner, component, on } = question;
    if (!tx.scopes.includes(partner)) throw new NotFoundError('partner');
    const instruments = await this.instruments.standingOn(tx, partner, on);
    const grants = await this.repository.listGrants(tx, { partner, component });
    return legalBasisOn(
      question,
      grants,
      instruments,
      await this.repository.listWaivers(tx, { partner, component }),
    );
  }

  /** Like `check`. @throws LegalBasisMissingError (409) when neither an instrument nor a waiver covers it. */
  async require(tx: Transaction, question: LegalBasisQuestion): Promise<LegalBasisAnswer> {
    const answer = await this.check(tx, question);
    if (!answer.covered) throw new LegalBasisMissingError(answer);
    return answer;
  }

  /** The check for a reader; today at headquarters when no day is given. */
  async ask(
    ctx: OperationContext,
    { on, ...question }: Omit<LegalBasisQuestion, 'on'> & { on?: string },
  ): Promise<LegalBasisAnswer> {
    const day = on ?? programmeDay(this.clock);
    return this.transactions.read(ctx, (tx) => this.check(tx, { ...question, on: day }));
  }

  async waivers(ctx: OperationContext, filter: BasisFilter): Promise<Waiver[]> {
    return this.transactions.read(ctx, (tx) => this.repository.listWaivers(tx, filter));
  }

  /** @throws NotFoundError for a partner out of scope, InvalidValueError when it would end before it begins. */
  async waive(ctx: OperationContext, waiver: NewWaiver): Promise<Waiver> {
    if (!ctx.scopes.includes(waiver.partner)) throw new NotFoundError('partner');
    if (waiver.validUntil <= waiver.validFrom) {
      throw new InvalidValueError('rule-violated', '/validUntil', 'A waiver ends after it begins.');
    }
    const id = uuid();
    const grantedAt = this.clock.instant();
    return this.transactions.run(ctx, async (tx) => {
      await this.repository.insertWaiver(tx, id, waiver, grantedAt);
      this.audit.record(tx, {
        partner: waiver.partner,
        action: 'legal-basis.waive',
        entity: 'legal-basis-waiver',
        entityId: id,
        after: waiver,
      });
      return { ...waiver, id, grantedAt, grantedByName: tx.actor.name };
    });
  }
}
