import { Injectable } from '@nestjs/common';
import { NotFoundError, Transactions, type OperationContext } from '#platform';
import type { RolloutTemplate } from './template.js';
import { TemplatesRepository } from './templates.repository.js';

/** What a version of a code may be asked for. */
const VERSION = /^[1-9]\d{0,3}$/;

@Injectable()
export class TemplatesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: TemplatesRepository,
  ) {}

  /** Every published version, by code and version. */
  async list(ctx: OperationContext): Promise<RolloutTemplate[]> {
    return this.transactions.read(ctx, (tx) => this.repository.list(tx));
  }

  /** @throws NotFoundError for a code or a version that was never published. */
  async get(ctx: OperationContext, code: string, version: string): Promise<RolloutTemplate> {
    if (!VERSION.test(version)) throw new NotFoundError('rollout template version');
    const found = await this.transactions.read(ctx, (tx) => this.repository.find(tx, code, Number(version)));
    if (!found) throw new NotFoundError('rollout template version');
    return found;
  }
}
