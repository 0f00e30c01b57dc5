import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { Clock, type Transaction } from '#platform';
import type { RuleVersion } from './rule-version.js';
import { RuleVersionsRepository } from './rule-versions.repository.js';

/** Who stands in the records for rules that came with the product. */
const RELEASE = 'release';

/** A rule as `config/reference/rules.yaml` holds it. */
export interface ShippedRule {
  code: string;
  [member: string]: unknown;
}

/** Brings the rules that ship into the register: the first time into force, later changes as drafts. */
@Injectable()
export class ShippedRules {
  constructor(
    private readonly repository: RuleVersionsRepository,
    private readonly clock: Clock,
  ) {}

  async load(tx: Transaction, rules: readonly ShippedRule[]): Promise<void> {
    for (const { code, ...document } of rules) {
      await this.repository.lockCode(tx, code);
      const known = await this.repository.listByCode(tx, code);
      if (known.some((version) => isReleased(version, document))) continue;
      const isFirst = known.length === 0;
      const version = (known.at(-1)?.version ?? 0) + 1;
      const state = isFirst ? 'PUBLISHED' : 'DRAFT';
      const publishedBy = isFirst ? RELEASE : null;
      const authors = [RELEASE];
      const row = { code, version, state, document, authors, createdByName: RELEASE, publishedBy } as const;
      await this.repository.insert(tx, row, this.clock.instant());
    }
  }
}

/** What a release brought once is not brought again, whatever headquarters made of it since. */
function isReleased({ authors, document }: RuleVersion, shipped: object): boolean {
  return authors[0] === RELEASE && isDeepStrictEqual(document, shipped);
}
