import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { Clock, ForbiddenError, HQ_SCOPE, type Transaction } from '#platform';
import type { DefinitionKey } from './definition-version.js';

/** What every change of a definition leaves behind: an instant and an audit record of headquarters. */
@Injectable()
export class DefinitionRecords {
  constructor(
    readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Definitions hold for every partner: who administers one alone does not write them. @throws ForbiddenError */
  assertHeadquarters(tx: Transaction): void {
    if (!tx.scopes.includes(HQ_SCOPE))
      throw new ForbiddenError('Definitions belong to headquarters as a whole.');
  }

  async record(
    tx: Transaction,
    act: string,
    { kind, code, version }: DefinitionKey,
    change: { before?: object | null; after: object },
  ): Promise<void> {
    const entity = kind.toLowerCase();
    const what = { action: `${entity}.${act}`, entity, entityId: `${code}@${version}` };
    this.audit.record(tx, { partner: HQ_SCOPE, ...what, ...change });
  }
}
