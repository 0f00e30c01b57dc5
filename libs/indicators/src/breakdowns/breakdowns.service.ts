import { Injectable } from '@nestjs/common';
import { Transactions, type OperationContext, type Transaction } from '#platform';
import { DefinitionsRepository } from '../definitions/definitions.repository.js';
import type { DefinitionVersion } from '../definitions/definition-version.js';
import type { Breakdown } from './breakdown.js';

/** The dimensions in force, each with its codelist. */
@Injectable()
export class BreakdownsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: DefinitionsRepository,
  ) {}

  async list(ctx: OperationContext): Promise<Breakdown[]> {
    return this.transactions.read(ctx, (tx) => this.inForce(tx));
  }

  /** Codes of every dimension that is or was in force: figures by one that was retired remain. */
  async everInForce(tx: Transaction): Promise<string[]> {
    const versions = await this.repository.listAll(tx, 'BREAKDOWN');
    const published = versions.filter(({ publishedAt }) => publishedAt !== null);
    return [...new Set(published.map(({ code }) => code))];
  }

  async inForce(tx: Transaction): Promise<Breakdown[]> {
    const versions = await this.repository.listAll(tx, 'BREAKDOWN');
    return versions.filter(({ state }) => state === 'PUBLISHED').map(breakdownOf);
  }
}

function breakdownOf({ code, version, document }: DefinitionVersion): Breakdown {
  return { ...document, code, version } as Breakdown;
}
