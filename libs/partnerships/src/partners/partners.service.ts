import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import {
  Cursors,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import type { CounterpartAuthority, Partner, RegisteredPartner } from './partner.js';
import { DuplicatePartnerError } from './partners.errors.js';
import { PartnersReadModel } from './partners.read-model.js';
import { PartnersRepository } from './partners.repository.js';

/** The register of the countries and organisations of the programme. */
@Injectable()
export class PartnersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: PartnersRepository,
    private readonly readModel: PartnersReadModel,
    private readonly audit: Audit,
  ) {}

  async listAll(ctx: OperationContext): Promise<RegisteredPartner[]> {
    return this.transactions.read(ctx, (tx) => this.readModel.list(tx, null, null));
  }

  /** @throws InvalidCursorError when the cursor is not of this list. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<Page<RegisteredPartner>> {
    const question = { list: 'partners' };
    const [after] = cursors.read(ctx, question, cursor) ?? [];
    const rows = await this.transactions.read(ctx, (tx) => this.readModel.list(tx, after ?? null, limit + 1));
    return cursors.page(
      ctx,
      question,
      limit,
      rows,
      (partner) => [partner.code],
      (partner) => partner,
    );
  }

  /** @throws NotFoundError when unknown or outside the scope. */
  async get(ctx: OperationContext, code: string): Promise<RegisteredPartner> {
    const partner = await this.transactions.read(ctx, (tx) => this.readModel.find(tx, code));
    if (!partner) throw new NotFoundError('partner');
    return partner;
  }

  /**
   * Registers a partner with its authorities, in the caller's transaction; a code that is registered already
   * stays as it is. Answers whether the partner was new.
   *
   * @throws DuplicatePartnerError when a partner that has not ended has the same kind and ISO 3166-1 code.
   */
  async register(
    tx: Transaction,
    partner: Partner,
    authorities: readonly CounterpartAuthority[],
    statusReason: string | null = null,
  ): Promise<boolean> {
    if (await this.readModel.find(tx, partner.code)) return false;
    await this.repository.addScope(tx, partner.code);
    await this.refuseTwin(tx, partner);
    if (!(await this.repository.insert(tx, partner, statusReason))) return false;
    for (const authority of authorities) await this.repository.insertAuthority(tx, partner.code, authority);
    this.audit.record(tx, {
      partner: partner.code,
      action: 'partner.register',
      entity: 'partner',
      entityId: partner.code,
      after: { ...partner, authorities: authorities.length },
    });
    return true;
  }

  /** @throws DuplicatePartnerError when another partner that has not ended has the same kind and ISO code. */
  async refuseTwin(tx: Transaction, { code, kind, iso3166, status }: Partner): Promise<void> {
    if (iso3166 === null || status === 'ENDED') return;
    const holder = await this.repository.claimIdentity(tx, kind, iso3166, code);
    if (holder !== code) throw new DuplicatePartnerError(holder);
  }
}
