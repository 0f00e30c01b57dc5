import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Clock, projectRoot, Transactions, type OperationContext } from '#platform';
import type { Titles } from './standard.js';
import { StandardsRepository } from './standards.repository.js';
import { treeFrom } from './tree-from.js';

/** Who publishes what the files say: the release, not the person who runs it. */
const RELEASE = 'release';

interface ShippedStandard {
  code: string;
  version: number;
  illustrative: boolean;
  titles: Titles;
  source: string;
}

/** Brings the standards of `config/reference` into the register; run by `migrate`, as often as wanted. */
@Injectable()
export class ShippedStandards {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: StandardsRepository,
    private readonly clock: Clock,
  ) {}

  /** Adds versions that are not there; one that is there stays as it is, whatever became of it. */
  async load(ctx: OperationContext): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      for (const { code, version, illustrative, titles, source, ...document } of shippedStandards()) {
        await this.repository.lockCode(tx, code);
        if (await this.repository.find(tx, code, version)) continue;
        const read = treeFrom(document);
        if ('faults' in read) throw new Error(`${code}: ${JSON.stringify(read.faults)}`);
        const row = {
          code,
          version,
          state: 'PUBLISHED' as const,
          titles,
          illustrative,
          source,
          tree: read.tree,
        };
        this.repository.insert(tx, row, this.clock.instant(), RELEASE);
      }
    });
  }
}

/** What `config/reference/standards.yaml` holds. */
export function shippedStandards(): ShippedStandard[] {
  const file = join(projectRoot(), 'config', 'reference', 'standards.yaml');
  const { standards } = parse(readFileSync(file, 'utf8')) as { standards: ShippedStandard[] };
  return standards;
}
