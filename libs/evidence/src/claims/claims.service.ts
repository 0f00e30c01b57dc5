import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import {
  Cursors,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import type { Claim, NewClaim } from './claim.js';
import { ClaimsReadModel, type ClaimFilter } from './claims.read-model.js';
import { ClaimsRepository } from './claims.repository.js';

/**
 * What public sources say, side by side. A claim is never an observation: figures of the ledger come from
 * submissions only, and nothing here feeds them.
 */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ClaimsRepository,
    private readonly readModel: ClaimsReadModel,
    private readonly audit: Audit,
  ) {}

  /** Every claim within scope that matches; for readers inside the program, unpaged. */
  async listAll(ctx: OperationContext, filter: ClaimFilter): Promise<Claim[]> {
    return this.transactions.read(ctx, (tx) => this.readModel.list(tx, filter, null, null));
  }

  /** @throws InvalidCursorError when the cursor is not of this list. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    question: ClaimFilter & { limit: number; cursor?: string },
  ): Promise<Page<Claim>> {
    const { limit, cursor, subjectType, subject, property } = question;
    const filter = { subjectType, subject, property };
    const [after] = cursors.read(ctx, filter, cursor) ?? [];
    const rows = await this.transactions.read(ctx, (tx) =>
      this.readModel.list(tx, filter, after ?? null, limit + 1),
    );
    return cursors.page(
      ctx,
      filter,
      limit,
      rows,
      (claim) => [claim.id],
      (claim) => claim,
    );
  }

  /** @throws NotFoundError when unknown or outside the scope. */
  async get(ctx: OperationContext, id: string): Promise<Claim> {
    return this.transactions.read(ctx, (tx) => this.require(tx, id));
  }

  /**
   * Makes one claim the accepted one of its subject, property and conflict group; the one accepted before
   * becomes a mere claim again.
   *
   * @throws NotFoundError, PreconditionFailedError when the claim changed since revision `rev` was read.
   */
  async accept(ctx: OperationContext, id: string, rev: number): Promise<Claim> {
    return this.transactions.run(ctx, async (tx) => {
      const claim = await this.require(tx, id);
      if (claim.rev !== rev) throw new PreconditionFailedError(claim.rev);
      if (claim.status === 'ACCEPTED') return claim;
      const rival = await this.repository.lockAcceptedRival(tx, claim);
      if (rival) await this.move(tx, claim.partner, rival, 'CLAIMED');
      await this.move(tx, claim.partner, claim, 'ACCEPTED');
      return this.require(tx, id);
    });
  }

  /**
   * Records claims whose origin is not known yet, in the caller's transaction, with one audit record per scope.
   * Answers how many were new.
   */
  async record(tx: Transaction, claims: readonly NewClaim[]): Promise<number> {
    const fresh = new Map<string, number>();
    for (const claim of claims) {
      const id = uuid();
      if (!(await this.repository.insert(tx, id, claim))) continue;
      for (const source of claim.sources) await this.repository.addSource(tx, claim.partner, id, source);
      fresh.set(claim.partner, (fresh.get(claim.partner) ?? 0) + 1);
    }
    for (const [partner, count] of fresh) {
      const record = { partner, action: 'claims.record', entity: 'claim', entityId: partner };
      this.audit.record(tx, { ...record, after: { recorded: count } });
    }
    return [...fresh.values()].reduce((sum, count) => sum + count, 0);
  }

  private async move(
    tx: Transaction,
    partner: string,
    claim: { id: string; rev: number; status?: string },
    status: 'ACCEPTED' | 'CLAIMED',
  ): Promise<void> {
    if (!(await this.repository.setStatus(tx, claim.id, claim.rev, status))) {
      throw new PreconditionFailedError();
    }
    this.audit.record(tx, {
      partner,
      action: status === 'ACCEPTED' ? 'claim.accept' : 'claim.supersede',
      entity: 'claim',
      entityId: claim.id,
      before: { status: claim.status ?? 'ACCEPTED' },
      after: { status },
    });
  }

  private async require(tx: Transaction, id: string): Promise<Claim> {
    const claim = await this.readModel.find(tx, id);
    if (!claim) throw new NotFoundError('claim');
    return claim;
  }
}
