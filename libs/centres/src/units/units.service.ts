import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { programmeDay } from '#partnerships';
import {
  Clock,
  Cursors,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import { holdsOn } from '../structure/parent-links.js';
import { AS_REPORTED, dayOfStructure, type Structure } from '../structure/structure.js';
import { operates, overlap, stretchOf } from './status-intervals.js';
import type { NewInterval, ParentLink, RegisteredUnit, Unit } from './unit.js';
import { OverlappingIntervalError } from './units.errors.js';
import { UnitsReadModel } from './units.read-model.js';
import { UnitsRepository } from './units.repository.js';

/** The register of reporting units and of when they operate. */
@Injectable()
export class UnitsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: UnitsRepository,
    private readonly readModel: UnitsReadModel,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Every unit within scope, or those of one partner. @throws NotFoundError for a partner out of scope. */
  async listUnits(ctx: OperationContext, partner?: string): Promise<RegisteredUnit[]> {
    requireScope(ctx, partner);
    return this.transactions.read(ctx, (tx) => this.readModel.list(tx, partner ?? null, null, null));
  }

  /** The units of one partner inside a transaction that is open already. */
  async unitsOfPartner(tx: Transaction, partner: string): Promise<RegisteredUnit[]> {
    return this.readModel.list(tx, partner, null, null);
  }

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError for a cursor of another list. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { partner, limit, cursor }: { partner?: string; limit: number; cursor?: string },
  ): Promise<Page<RegisteredUnit>> {
    requireScope(ctx, partner);
    const question = { list: 'units', partner };
    const key = cursors.read(ctx, question, cursor);
    const after = key ? { partner: key[0], code: key[1] } : null;
    const rows = await this.transactions.read(ctx, (tx) =>
      this.readModel.list(tx, partner ?? null, after, limit + 1),
    );
    return cursors.page(
      ctx,
      question,
      limit,
      rows,
      (unit) => [unit.partner, unit.code],
      (unit) => unit,
    );
  }

  /** The same, with the places in the structure of one day instead of all of them. */
  async pageIn(
    ctx: OperationContext,
    cursors: Cursors,
    question: { partner?: string; limit: number; cursor?: string },
    structure: Structure | null,
  ): Promise<Page<RegisteredUnit>> {
    const { data, page } = await this.page(ctx, cursors, question);
    const day = dayOfStructure(structure ?? AS_REPORTED, programmeDay(this.clock));
    if (day === null) return { data, page };
    const placed = data.map((unit) => ({
      ...unit,
      parents: unit.parents.filter((link) => holdsOn(link, day)),
    }));
    return { data: placed, page };
  }

  /** One unit within scope, inside a transaction that is open already. */
  async findUnit(tx: Transaction, code: string): Promise<RegisteredUnit | null> {
    return this.readModel.find(tx, code);
  }

  /** The same, held until the transaction ends: whoever else would hold it waits and sees what this one did. */
  async holdUnit(tx: Transaction, code: string): Promise<RegisteredUnit | null> {
    const unit = await this.readModel.find(tx, code);
    if (unit) await this.repository.lock(tx, unit.partner, code);
    return unit;
  }

  /**
   * Whether the unit is to be taken as operating on some day of [from, until), ISO dates.
   *
   * @throws NotFoundError when the unit is unknown or out of scope.
   */
  async operatesDuring(ctx: OperationContext, code: string, from: string, until: string): Promise<boolean> {
    const unit = await this.transactions.read(ctx, (tx) => this.readModel.find(tx, code));
    if (!unit) throw new NotFoundError('unit');
    return operates(unit.intervals, from, until);
  }

  /** Registers a unit in the caller's transaction; a registered code stays as it is. Answers whether it was new. */
  async register(tx: Transaction, unit: Unit, parents: readonly ParentLink[]): Promise<boolean> {
    if (!(await this.repository.insert(tx, unit, this.clock.instant()))) return false;
    for (const link of parents) await this.repository.insertParent(tx, unit, link);
    const { partner, code } = unit;
    const record = { partner, action: 'unit.register', entity: 'unit', entityId: code };
    this.audit.record(tx, { ...record, after: { ...unit, parents } });
    return true;
  }

  /**
   * Adds a stretch of time in one status, in the caller's transaction.
   *
   * @throws NotFoundError, OverlappingIntervalError when a recorded stretch shares a certain day with it.
   */
  async addInterval(
    tx: Transaction,
    unit: Pick<Unit, 'partner' | 'code'>,
    interval: NewInterval,
  ): Promise<void> {
    if (!(await this.repository.lock(tx, unit.partner, unit.code))) throw new NotFoundError('unit');
    const recorded = (await this.readModel.find(tx, unit.code))?.intervals ?? [];
    if (recorded.some((each) => overlap(each, stretchOf(interval)))) {
      throw new OverlappingIntervalError(unit.code);
    }
    await this.repository.insertInterval(tx, unit, interval);
    const { partner, code } = unit;
    const record = { partner, action: 'unit.add-interval', entity: 'unit', entityId: code };
    this.audit.record(tx, { ...record, after: interval });
  }
}

/** A partner out of scope and one that does not exist look the same. */
function requireScope(ctx: OperationContext, partner: string | undefined): void {
  if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
}
