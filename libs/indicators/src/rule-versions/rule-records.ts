import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { Clock, ForbiddenError, HQ_SCOPE, type Transaction } from '#platform';
import type { RuleVersion } from './rule-version.js';

/** What every change of a rule leaves behind: an instant and an audit record of headquarters. */
@Injectable()
export class RuleRecords {
  constructor(
    readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Rules hold for every partner: who administers one of them alone does not write them. @throws ForbiddenError */
  assertHeadquarters(tx: Transaction): void {
    if (!tx.scopes.includes(HQ_SCOPE)) throw new ForbiddenError('Rules belong to headquarters as a whole.');
  }

  async record(
    tx: Transaction,
    action: string,
    { code, version }: Pick<RuleVersion, 'code' | 'version'>,
    change: { before?: object | null; after: object },
  ): Promise<void> {
    const entityId = `${code}@${version}`;
    this.audit.record(tx, { partner: HQ_SCOPE, action, entity: 'rule', entityId, ...change });
  }
}
