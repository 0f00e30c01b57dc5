import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { programmeDay } from '#partnerships';
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
import { CentresRepository } from '../centres/centres.repository.js';
import { faultOf } from './offering.lifecycle.js';
import type { OfferingCounts, OfferingInterval, OfferingOnDay, OfferingOrder } from './offering.js';
import { InvalidOfferingStepError, OverlappingOfferingError } from './offerings.errors.js';
import { OfferingRows } from './offering-rows.js';
import type { CentrePlace } from './offerings.repository.js';

/** What a centre offers on a day, with its counts and the revision of the centre. */
export interface CentreOfferings {
  asOf: string;
  offerings: OfferingOnDay[];
  counts: OfferingCounts | null;
  rev: number;
}

/** Which services institutions plan, provide, pause and withdraw in centres. */
@Injectable()
export class CentreOfferingsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly centres: CentresRepository,
    private readonly rows: OfferingRows,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError when the centre is unknown or out of scope. */
  async get(ctx: OperationContext, code: string, asOf = programmeDay(this.clock)): Promise<CentreOfferings> {
    return this.transactions.read(ctx, (tx) => this.read(tx, code, asOf));
  }

  /** Planned against live by centre on a day. @throws NotFoundError for a partner out of scope. */
  async counts(
    ctx: OperationContext,
    { partner, asOf = programmeDay(this.clock) }: { partner?: string; asOf?: string },
  ): Promise<{ asOf: string; counts: OfferingCounts[] }> {
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const subject = { partner: partner ?? null, unit: null };
    const counts = await this.transactions.read(ctx, (tx) => this.rows.readModel.counts(tx, subject, asOf));
    return { asOf, counts };
  }

  /**
   * Saves several offerings of a centre at once: all of them or none.
   *
   * @throws NotFoundError, PreconditionFailedError, ValidationFailedError with every unknown code,
   *   OverlappingOfferingError, InvalidOfferingStepError.
   */
  async save(
    ctx: OperationContext,
    code: string,
    rev: number,
    orders: readonly OfferingOrder[],
  ): Promise<CentreOfferings> {
    return this.transactions.run(ctx, async (tx) => {
      const place = await this.hold(tx, code, rev);
      const recorded = await this.rows.repository.ofCentre(tx, place);
      await this.assertKnown(tx, place, orders);
      for (const [index, order] of orders.entries()) assertFollows(code, recorded, order, index);
      this.rows.repository.save(tx, place, orders, this.clock.instant());
      const { partner } = place;
      const record = { partner, action: 'centre.offer', entity: 'centre', entityId: code };
      this.audit.record(tx, { ...record, before: touched(recorded, orders), after: orders });
      return this.read(tx, code, programmeDay(this.clock));
    });
  }

  private async read(tx: Transaction, code: string, asOf: string): Promise<CentreOfferings> {
    const centre = await this.centres.find(tx, code);
    if (!centre) throw new NotFoundError('centre');
    const place = { partner: centre.unit.partner, unit: code };
    const [offerings, [counts = null]] = await Promise.all([
      this.rows.readModel.ofCentreOn(tx, place, asOf),
      this.rows.readModel.counts(tx, place, asOf),
    ]);
    return { asOf, offerings, counts, rev: centre.rev };
  }

  private async hold(tx: Transaction, code: string, rev: number): Promise<CentrePlace> {
    const centre = await this.centres.find(tx, code);
    if (!centre || (tx.units !== null && !tx.units.includes(code))) throw new NotFoundError('centre');
    const { partner } = centre.unit;
    if (!(await this.centres.raise(tx, partner, code, rev))) throw new PreconditionFailedError(centre.rev);
    return { partner, unit: code };
  }

  private async assertKnown(
    tx: Transaction,
    { partner }: CentrePlace,
    orders: readonly OfferingOrder[],
  ): Promise<void> {
    const services = orders.map(({ service }) => service);
    const providers = orders.map(({ provider }) => provider);
    const known = await this.rows.repository.known(tx, partner, services, providers);
    const faults = orders.flatMap(({ service, provider }, index) => [
      ...(known.services.includes(service) ? [] : [unknown(`/offerings/${index}/service`, service)]),
      ...(known.providers.includes(provider) ? [] : [unknown(`/offerings/${index}/provider`, provider)]),
    ]);
    if (faults.length > 0) throw new ValidationFailedError(faults);
  }
}

function assertFollows(
  code: string,
  recorded: readonly OfferingInterval[],
  order: OfferingOrder,
  index: number,
): void {
  const own = touched(recorded, [order]);
  const fault = faultOf(own, order);
  const pointer = `/offerings/${index}`;
  if (fault === 'overlap') throw new OverlappingOfferingError(code, order, pointer);
  const lasting = own.find(({ validUntil }) => validUntil === null)?.status ?? null;
  if (fault === 'no-step') throw new InvalidOfferingStepError(order, lasting, pointer);
}

/** What is recorded of the offerings that are ordered. */
function touched(
  recorded: readonly OfferingInterval[],
  orders: readonly OfferingOrder[],
): OfferingInterval[] {
  const keys = new Set(orders.map(({ service, provider }) => `${service} ${provider}`));
  return recorded.filter(({ service, provider }) => keys.has(`${service} ${provider}`));
}

function unknown(pointer: string, code: string): Fault {
  return { pointer, code: 'reference-not-found', message: `The country has no ${code} on its list.` };
}
