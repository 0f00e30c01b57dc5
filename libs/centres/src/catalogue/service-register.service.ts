import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { programmeDay } from '#partnerships';
import {
  Clock,
  ForbiddenError,
  HQ_SCOPE,
  InvalidValueError,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
} from '#platform';
import type {
  LocalService,
  NewLocalService,
  Provider,
  ServiceMapping,
  UnmappedService,
} from './local-service.js';
import { DuplicateServiceError, ServiceRetiredError } from './services.errors.js';
import { ServicesRepository } from './services.repository.js';
import { ServiceTaxonomy } from './service-taxonomy.js';

export type ServiceChange = Partial<Pick<LocalService, 'name' | 'language' | 'mapping'>>;

/** What countries call their services, which canonical ones they are, and who provides them. */
@Injectable()
export class ServiceRegister {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ServicesRepository,
    private readonly taxonomy: ServiceTaxonomy,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a partner out of scope. */
  async list(ctx: OperationContext, partner: string): Promise<LocalService[]> {
    assertPartner(ctx, partner);
    return this.transactions.read(ctx, (tx) => this.repository.list(tx, partner));
  }

  /** @throws NotFoundError, DuplicateServiceError, ServiceRetiredError, InvalidValueError for an unknown canonical code. */
  async add(ctx: OperationContext, service: NewLocalService): Promise<LocalService> {
    const { partner, code, mapping } = service;
    assertWholePartner(ctx, partner);
    this.assertMapping(mapping);
    return this.transactions.run(ctx, async (tx) => {
      if (!(await this.repository.insert(tx, service, this.clock.instant()))) {
        throw new DuplicateServiceError(code);
      }
      const record = { partner, action: 'service.register', entity: 'local-service', entityId: code };
      this.audit.record(tx, { ...record, after: service });
      return { ...service, rev: 1 };
    });
  }

  /** @throws the same as `add`, PreconditionFailedError. */
  async change(
    ctx: OperationContext,
    partner: string,
    code: string,
    rev: number,
    change: ServiceChange,
  ): Promise<LocalService> {
    assertWholePartner(ctx, partner);
    return this.transactions.run(ctx, async (tx) => {
      const before = await this.repository.find(tx, partner, code);
      if (!before) throw new NotFoundError('service');
      // A mapping that was made before the canonical service was retired stays when only the name changes.
      if (change.mapping?.canonical !== before.mapping?.canonical) this.assertMapping(change.mapping ?? null);
      const after = { ...before, ...change };
      if (!(await this.repository.change(tx, { ...after, rev })))
        throw new PreconditionFailedError(before.rev);
      const record = { partner, action: 'service.change', entity: 'local-service', entityId: code };
      this.audit.record(tx, { ...record, before, after });
      return { ...after, rev: rev + 1 };
    });
  }

  /** @throws NotFoundError for a partner out of scope. */
  async listProviders(ctx: OperationContext, partner: string): Promise<Provider[]> {
    assertPartner(ctx, partner);
    return this.transactions.read(ctx, (tx) => this.repository.listProviders(tx, partner));
  }

  /** @throws NotFoundError, DuplicateServiceError. */
  async addProvider(ctx: OperationContext, provider: Provider): Promise<Provider> {
    const { partner, code } = provider;
    assertWholePartner(ctx, partner);
    return this.transactions.run(ctx, async (tx) => {
      if (!(await this.repository.insertProvider(tx, provider, this.clock.instant()))) {
        throw new DuplicateServiceError(code);
      }
      const record = { partner, action: 'provider.register', entity: 'provider', entityId: code };
      this.audit.record(tx, { ...record, after: provider });
      return provider;
    });
  }

  /** Live services that totals by canonical service leave out. @throws NotFoundError for a partner out of scope. */
  async listUnmapped(
    ctx: OperationContext,
    { partner, asOf = programmeDay(this.clock) }: { partner?: string; asOf?: string },
  ): Promise<{ asOf: string; services: UnmappedService[] }> {
    if (partner !== undefined) assertPartner(ctx, partner);
    const services = await this.transactions.read(ctx, (tx) =>
      this.repository.listUnmapped(tx, partner ?? null, asOf),
    );
    return { asOf, services };
  }

  private assertMapping(mapping: ServiceMapping | null): void {
    if (mapping === null) return;
    const canonical = this.taxonomy.find(mapping.canonical);
    if (!canonical) {
      const message = `The catalogue has no service ${mapping.canonical}.`;
      throw new InvalidValueError('reference-not-found', '/mapping/canonical', message);
    }
    const { retiredOn } = canonical;
    if (retiredOn !== null && retiredOn <= programmeDay(this.clock)) throw new ServiceRetiredError(canonical);
  }
}

/** A partner out of scope and one that does not exist look the same. */
function assertPartner(ctx: OperationContext, partner: string): void {
  if (partner === HQ_SCOPE || !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
}

/** The list is one for the whole country; whoever answers for single units only reads it. */
function assertWholePartner(ctx: OperationContext, partner: string): void {
  assertPartner(ctx, partner);
  if (ctx.units === null) return;
  throw new ForbiddenError('Services are kept by who answers for the whole partner.');
}
