import { Injectable } from '@nestjs/common';
import { Cursors, NotFoundError, Transactions, type OperationContext, type Page } from '#platform';
import { AssignmentsRepository, type RegisteredAssignment } from './assignments.repository.js';

export interface AssignmentsFilter {
  partner?: string;
  limit: number;
  cursor?: string;
}

/** Which units are asked for which form, and since when. */
@Injectable()
export class AssignmentList {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: AssignmentsRepository,
    private readonly cursors: Cursors,
  ) {}

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async list(
    ctx: OperationContext,
    { partner, limit, cursor }: AssignmentsFilter,
  ): Promise<Page<RegisteredAssignment>> {
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const question = { list: 'assignments', partner };
    const after = this.cursors.read(ctx, question, cursor)?.[0] ?? null;
    const asked = { partner: partner ?? null, after, limit: limit + 1 };
    const rows = await this.transactions.read(ctx, (tx) => this.repository.list(tx, asked));
    return this.cursors.page(
      ctx,
      question,
      limit,
      rows,
      ({ id }) => [id],
      (assignment) => assignment,
    );
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, id: string): Promise<RegisteredAssignment> {
    const found = await this.transactions.read(ctx, (tx) => this.repository.find(tx, id));
    if (!found) throw new NotFoundError('assignment');
    return found;
  }
}
