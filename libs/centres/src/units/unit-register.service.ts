import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { documentedDate } from '#calendars';
import {
  ForbiddenError,
  HQ_SCOPE,
  InvalidValueError,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { lastingStatus, stepBetween } from '../lifecycle/centre.lifecycle.js';
import { InvalidCentreStepError } from '../lifecycle/centre-step.errors.js';
import { codePattern, isCodeOf, mayContain } from './unit-code.js';
import type { NewInterval, RegisteredUnit, StatusInterval, Unit, UnitStatus } from './unit.js';
import { DuplicateUnitError, OverlappingIntervalError } from './units.errors.js';
import { UnitsRepository } from './units.repository.js';
import { UnitsService } from './units.service.js';

/** Where a new unit belongs, and since when it operates if it does. */
export interface UnitOrder {
  unit: Unit;
  parent: string | null;
  /** Calendar day. */
  operatingFrom: string | null;
}

/** A status that begins on a calendar day. */
export interface StatusOrder {
  status: UnitStatus;
  from: string;
  note: string | null;
  /** What a step of a centre leaves behind; absent otherwise. */
  trace?: Pick<NewInterval, 'expectedUntil' | 'successor' | 'basisInstrument' | 'basisWaiver'>;
}

/** Puts units on the register by hand, and says from which day on they operate, pause or are closed. */
@Injectable()
export class UnitRegister {
  constructor(
    private readonly transactions: Transactions,
    private readonly units: UnitsService,
    private readonly repository: UnitsRepository,
    private readonly audit: Audit,
  ) {}

  /**
   * Registers a unit of a partner. Its parent is registered before it, so no circle can arise.
   *
   * @throws NotFoundError for a partner out of scope, ForbiddenError for somebody who answers for single units only,
   *   DuplicateUnitError, InvalidValueError for a code that does not fit type and partner or a parent that cannot be one.
   */
  async create(ctx: OperationContext, order: UnitOrder): Promise<RegisteredUnit> {
    const { unit, operatingFrom } = order;
    const { partner, code } = unit;
    if (partner === HQ_SCOPE || !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    if (ctx.units !== null) throw new ForbiddenError('Units are added by who answers for the whole partner.');
    this.assertCode(unit, '/code');
    return this.transactions.run(ctx, async (tx) => {
      const parents = await this.parents(tx, order);
      if (!(await this.units.register(tx, unit, parents))) throw new DuplicateUnitError(code);
      if (unit.type === 'CENTRE') this.repository.insertCentre(tx, unit);
      if (operatingFrom !== null) {
        const operation = beginning({ status: 'OPERATING', from: operatingFrom, note: null });
        await this.units.addInterval(tx, unit, operation);
      }
      return this.require(tx, code);
    });
  }

  /**
   * Lets a status begin on a day. What lasted until then ends on that day; what is recorded for that day or later stays,
   * and a beginning before it is refused. Expected reports follow at the next hourly round.
   *
   * The first status of a centre says what was the case; from then on a centre takes the steps of its lifecycle, and
   * an opening is asked for as such because it needs a legal basis.
   *
   * @throws NotFoundError, OverlappingIntervalError, InvalidCentreStepError, InvalidValueError `rule-violated` for the
   *   status that lasts already.
   */
  async changeStatus(ctx: OperationContext, code: string, order: StatusOrder): Promise<RegisteredUnit> {
    if (ctx.units !== null && !ctx.units.includes(code)) throw new NotFoundError('unit');
    return this.transactions.run(ctx, async (tx) => {
      const { partner } = await this.require(tx, code);
      // The row is locked before the intervals are read, so that two changes of one unit follow each other.
      await this.repository.lock(tx, partner, code);
      const unit = await this.require(tx, code);
      assertLifecycle(unit, order);
      await this.beginStatus(tx, unit, order);
      return this.require(tx, code);
    });
  }

  /**
   * The same in the caller's transaction, for a unit as it stands recorded.
   *
   * @throws OverlappingIntervalError, InvalidValueError.
   */
  async beginStatus(tx: Transaction, unit: RegisteredUnit, order: StatusOrder): Promise<void> {
    const lasting = unit.intervals.findLast(({ validUntil }) => validUntil === null);
    if (lasting) await this.end(tx, unit, lasting, order);
    await this.units.addInterval(tx, unit, beginning(order));
  }

  /** @throws InvalidValueError for a code that does not fit type and partner. */
  assertCode(unit: Unit, pointer: string): void {
    const { partner, code, type } = unit;
    if (isCodeOf(code, partner, type)) return;
    const expected = codePattern(partner, type);
    const message = `A ${type} of ${partner} is ${expected}.`;
    throw new InvalidValueError('rule-violated', pointer, message, { expected });
  }

  private async end(
    tx: Transaction,
    unit: RegisteredUnit,
    lasting: StatusInterval,
    order: StatusOrder,
  ): Promise<void> {
    const { partner, code } = unit;
    if (lasting.status === order.status) {
      throw new InvalidValueError('rule-violated', '/status', `${code} is ${order.status} already.`);
    }
    const known = lasting.validFrom ?? lasting.knownBy;
    if (known !== null && order.from <= known) throw new OverlappingIntervalError(code);
    await this.repository.endLastingInterval(tx, unit, order.from);
    const record = { partner, action: 'unit.end-interval', entity: 'unit', entityId: code };
    this.audit.record(tx, { ...record, before: lasting, after: { until: order.from } });
  }

  private async parents(tx: Transaction, { unit, parent }: UnitOrder) {
    if (parent === null) return [];
    const found = await this.units.findUnit(tx, parent);
    if (!found || found.partner !== unit.partner) {
      throw new InvalidValueError('reference-not-found', '/parent', `${unit.partner} has no unit ${parent}.`);
    }
    if (!mayContain(found.type, unit.type)) {
      const message = `A ${unit.type} is no part of a ${found.type}.`;
      throw new InvalidValueError('rule-violated', '/parent', message);
    }
    return [{ parent, validFrom: null, validUntil: null }];
  }

  private async require(tx: Transaction, code: string): Promise<RegisteredUnit> {
    const unit = await this.units.findUnit(tx, code);
    if (!unit) throw new NotFoundError('unit');
    return unit;
  }
}

/** A centre that had a status changes it by a step of its lifecycle, and opens only where the conditions are looked at. */
function assertLifecycle(unit: RegisteredUnit, { status }: StatusOrder): void {
  const lasting = lastingStatus(unit.intervals);
  if (unit.type !== 'CENTRE' || lasting === null || lasting === status) return;
  const step = stepBetween(lasting, status);
  if (!step || status === 'OPERATING') throw new InvalidCentreStepError(unit.code, lasting, status);
}

function beginning({ status, from, note, trace }: StatusOrder): NewInterval {
  return {
    status,
    from: documentedDate(from),
    until: documentedDate(null),
    knownBy: null,
    note,
    ...trace,
  };
}
