import { Injectable } from '@nestjs/common';
import { Cursors, NotFoundError, Transactions, type OperationContext, type Page } from '#platform';
import type { RequestKind, RequestState, SlotRequest } from './slot-request.js';
import { SlotRequestsReadModel } from './slot-requests.read-model.js';
import { SlotRequestsRepository } from './slot-requests.repository.js';

export interface SlotRequestsFilter {
  partner?: string;
  slot?: string;
  kind?: RequestKind;
  state?: RequestState;
  limit: number;
  cursor?: string;
}

/** What was asked for, what waits for a decision, and what was decided why. */
@Injectable()
export class SlotRequestList {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: SlotRequestsReadModel,
    private readonly requests: SlotRequestsRepository,
    private readonly cursors: Cursors,
  ) {}

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async list(ctx: OperationContext, filter: SlotRequestsFilter): Promise<Page<SlotRequest>> {
    const { limit, cursor, ...question } = filter;
    const { partner = null, slot = null, kind = null, state = null } = question;
    if (partner !== null && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const after = this.cursors.read(ctx, question, cursor)?.[0] ?? null;
    const asked = { partner, slot, kind, state, after, limit: limit + 1 };
    const rows = await this.transactions.read(ctx, (tx) => this.readModel.list(tx, asked));
    return this.cursors.page(
      ctx,
      question,
      limit,
      rows,
      ({ id }) => [id],
      (request) => request,
    );
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, id: string): Promise<SlotRequest> {
    const request = await this.transactions.read(ctx, (tx) => this.requests.find(tx, id));
    if (!request) throw new NotFoundError('request');
    return request;
  }
}
