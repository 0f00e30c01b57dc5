import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import {
  InvalidValueError,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import type { Centre } from '../centres/centre.js';
import { CentresRepository } from '../centres/centres.repository.js';
import { UnitRegister, type StatusOrder } from '../units/unit-register.service.js';
import { CentreStepLacksError, InvalidCentreStepError } from './centre-step.errors.js';
import {
  lastingStatus,
  missingOf,
  stepFrom,
  type CentreStep,
  type CentreStepRule,
  type StepRequest,
} from './centre.lifecycle.js';
import { OpeningConditions } from './opening-conditions.js';

/** Takes centres through their life, from the plan to the closure and back. */
@Injectable()
export class CentreSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly centres: CentresRepository,
    private readonly register: UnitRegister,
    private readonly conditions: OpeningConditions,
    private readonly audit: Audit,
  ) {}

  /**
   * Takes one step; expected reports follow at the next hourly round. A legal basis is asked for on every way back
   * into operation, since an agreement may have ended meanwhile.
   *
   * @throws NotFoundError, PreconditionFailedError, InvalidCentreStepError, CentreStepLacksError,
   *   LegalBasisMissingError, OverlappingIntervalError, InvalidValueError for a successor that is none.
   */
  async take(
    ctx: OperationContext,
    code: string,
    rev: number,
    name: CentreStep,
    request: StepRequest,
  ): Promise<Centre> {
    return this.transactions.run(ctx, async (tx) => {
      const centre = await this.hold(tx, code, rev);
      const rule = stepFrom(lastingStatus(centre.unit.intervals), name);
      if (!rule) throw new InvalidCentreStepError(code, lastingStatus(centre.unit.intervals), name);
      const missing = missingOf(name, request);
      if (missing.length > 0) throw new CentreStepLacksError(name, missing);
      const order = await this.orderOf(tx, centre, rule, request);
      await this.register.beginStatus(tx, centre.unit, order);
      const { partner } = centre.unit;
      const record = { partner, action: `centre.${name}`, entity: 'centre', entityId: code };
      this.audit.record(tx, { ...record, before: { status: rule.from }, after: order });
      return this.require(tx, code);
    });
  }

  private async hold(tx: Transaction, code: string, rev: number): Promise<Centre> {
    if (tx.units !== null && !tx.units.includes(code)) throw new NotFoundError('centre');
    const known = await this.require(tx, code);
    if (!(await this.centres.raise(tx, known.unit.partner, code, rev))) {
      throw new PreconditionFailedError(known.rev);
    }
    return this.require(tx, code);
  }

  private async orderOf(
    tx: Transaction,
    { unit }: Centre,
    { name, to }: CentreStepRule,
    { on, reason, expectedUntil, successor }: StepRequest,
  ): Promise<StatusOrder> {
    if (successor !== null) await this.assertSuccessor(tx, unit.partner, unit.code, successor);
    const order = { status: to, from: on, note: reason };
    if (to !== 'OPERATING') return { ...order, trace: { expectedUntil, successor } };
    const basis = await this.conditions.require(tx, unit, name, on);
    const basisInstrument = basis.instruments.find(({ covers }) => covers)?.code ?? null;
    return { ...order, trace: { basisInstrument, basisWaiver: basis.waiver?.id ?? null } };
  }

  private async assertSuccessor(tx: Transaction, partner: string, code: string, successor: string) {
    const found = await this.centres.find(tx, successor);
    if (found?.unit.partner === partner && successor !== code) return;
    const message = `${partner} has no other centre ${successor}.`;
    throw new InvalidValueError('reference-not-found', '/successor', message);
  }

  private async require(tx: Transaction, code: string): Promise<Centre> {
    const centre = await this.centres.find(tx, code);
    if (!centre) throw new NotFoundError('centre');
    return centre;
  }
}
