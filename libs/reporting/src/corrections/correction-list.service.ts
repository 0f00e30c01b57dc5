import { Injectable } from '@nestjs/common';
import { Cursors, NotFoundError, Transactions, type OperationContext, type Page } from '#platform';
import type { Correction, CorrectionState } from './correction.js';
import { CorrectionsReadModel } from './corrections.read-model.js';
import { CorrectionsRepository } from './corrections.repository.js';

export interface CorrectionsFilter {
  partner?: string;
  slot?: string;
  state?: CorrectionState;
  limit: number;
  cursor?: string;
}

/** Which corrections were asked for, what waits for a decision, and what became of the others. */
@Injectable()
export class CorrectionList {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: CorrectionsReadModel,
    private readonly corrections: CorrectionsRepository,
    private readonly cursors: Cursors,
  ) {}

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async list(ctx: OperationContext, filter: CorrectionsFilter): Promise<Page<Correction>> {
    const { limit, cursor, partner = null, slot = null, state = null } = filter;
    if (partner !== null && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const question = { list: 'corrections', partner, slot, state };
    const after = this.cursors.read(ctx, question, cursor)?.[0] ?? null;
    const asked = { partner, slot, state, after, limit: limit + 1 };
    const rows = await this.transactions.read(ctx, (tx) => this.readModel.list(tx, asked));
    return this.cursors.page(
      ctx,
      question,
      limit,
      rows,
      ({ id }) => [id],
      (correction) => correction,
    );
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, id: string): Promise<Correction> {
    const correction = await this.transactions.read(ctx, (tx) => this.corrections.find(tx, id));
    if (!correction) throw new NotFoundError('correction');
    return correction;
  }
}
