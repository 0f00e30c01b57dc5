import { Injectable } from '@nestjs/common';
import {
  ForbiddenError,
  InvalidValueError,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { UnitRegister } from '../units/unit-register.service.js';
import type { RegisteredUnit } from '../units/unit.js';
import { DuplicateUnitError } from '../units/units.errors.js';
import { UnitsService } from '../units/units.service.js';
import { NetworkChanges } from './network-changes.js';
import { holdsOn, type UnitLink } from './parent-links.js';

export interface MoveOrder {
  /** Null: no part of anything any more. */
  parent: string | null;
  /** Calendar day. */
  from: string;
}

export interface SplitOrder {
  from: string;
  into: ReadonlyArray<{ code: string; name: string; members: readonly string[] }>;
}

/** Reorganises a network from a day on; what was true before that day stays as it is recorded. */
@Injectable()
export class NetworkRegister {
  constructor(
    private readonly transactions: Transactions,
    private readonly units: UnitsService,
    private readonly register: UnitRegister,
    private readonly changes: NetworkChanges,
  ) {}

  /**
   * Moves a unit to another larger one.
   *
   * @throws NotFoundError, ForbiddenError for somebody who answers for single units only, ParentCycleError,
   *   OverlappingPlaceError, InvalidValueError.
   */
  async move(ctx: OperationContext, code: string, { parent, from }: MoveOrder): Promise<RegisteredUnit> {
    assertWholePartner(ctx);
    return this.transactions.run(ctx, async (tx) => {
      const unit = await this.require(tx, code);
      const links = await this.changes.hold(tx, unit.partner);
      const pointer = '/parent';
      const target = parent === null ? null : await this.changes.parentOf(tx, unit.partner, parent, pointer);
      await this.changes.place(tx, [unit], target, links, { from, pointer });
      return this.require(tx, code);
    });
  }

  /**
   * Divides a unit: new ones of its kind take its place, each of its parts goes to one of them, and it closes.
   *
   * @throws the same as `move`, DuplicateUnitError, InvalidValueError for parts that nobody or two of them get.
   */
  async split(ctx: OperationContext, code: string, order: SplitOrder): Promise<RegisteredUnit[]> {
    assertWholePartner(ctx);
    return this.transactions.run(ctx, async (tx) => {
      const whole = await this.require(tx, code);
      const links = await this.changes.hold(tx, whole.partner);
      assertMembers(code, links, order);
      for (const [index] of order.into.entries()) await this.divide(tx, whole, links, order, index);
      await this.register.beginStatus(tx, whole, { status: 'CLOSED', from: order.from, note: null });
      return Promise.all(
        [whole.code, ...order.into.map((part) => part.code)].map((each) => this.require(tx, each)),
      );
    });
  }

  private async divide(
    tx: Transaction,
    whole: RegisteredUnit,
    links: readonly UnitLink[],
    { from, into }: SplitOrder,
    index: number,
  ): Promise<void> {
    const { code, name, members } = into[index];
    const pointer = `/into/${index}`;
    const { partner, type, timeZone } = whole;
    const unit = { partner, code, type, name, timeZone };
    this.register.assertCode(unit, `${pointer}/code`);
    const above = links.filter((link) => link.unit === whole.code && holdsOn(link, from));
    const places = above.map(({ parent }) => ({ parent, validFrom: from, validUntil: null }));
    if (!(await this.units.register(tx, unit, places))) throw new DuplicateUnitError(code);
    const part = await this.require(tx, code);
    if (whole.intervals.at(-1)?.status === 'OPERATING') {
      await this.register.beginStatus(tx, part, { status: 'OPERATING', from, note: null });
    }
    const moved = await Promise.all(members.map((member) => this.require(tx, member)));
    await this.changes.place(tx, moved, part, links, { from, pointer: `${pointer}/members` });
  }

  private async require(tx: Transaction, code: string): Promise<RegisteredUnit> {
    const unit = await this.units.findUnit(tx, code);
    if (!unit) throw new NotFoundError('unit');
    return unit;
  }
}

/** Every part of the unit goes to exactly one of the new ones. */
function assertMembers(code: string, links: readonly UnitLink[], { from, into }: SplitOrder): void {
  const parts = new Set(
    links
      .filter(({ parent, validUntil }) => parent === code && (validUntil === null || validUntil > from))
      .map(({ unit }) => unit),
  );
  for (const [index, { members }] of into.entries()) {
    const stranger = members.find((member) => !parts.delete(member));
    if (stranger === undefined) continue;
    const message = `${stranger} is no part of ${code} that is still to be assigned.`;
    throw new InvalidValueError('reference-not-found', `/into/${index}/members`, message);
  }
  if (parts.size === 0) return;
  const missing = [...parts].toSorted();
  const message = `Nobody gets ${missing.join(', ')}.`;
  throw new InvalidValueError('rule-violated', '/into', message, { missing: missing.join(', ') });
}

function assertWholePartner(ctx: OperationContext): void {
  if (ctx.units !== null) {
    throw new ForbiddenError('The network is changed by who answers for the whole partner.');
  }
}
