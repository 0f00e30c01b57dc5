import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { NotFoundError, PreconditionFailedError, Transactions, type OperationContext } from '#platform';
import type { CentreChange } from './centre.js';
import { CentresRepository } from './centres.repository.js';

/** Says how a centre came about, what it counts towards, and what people call it. */
@Injectable()
export class ClassifyCentre {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: CentresRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFoundError when unknown or outside the scope, PreconditionFailedError. */
  async change(ctx: OperationContext, code: string, rev: number, change: CentreChange): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      const before = await this.repository.find(tx, code);
      if (!before || (tx.units !== null && !tx.units.includes(code))) throw new NotFoundError('centre');
      const { partner } = before.unit;
      if (!(await this.repository.raise(tx, partner, code, rev)))
        throw new PreconditionFailedError(before.rev);
      const { replicationClass, countsTowards, brands } = before;
      const known = { replicationClass, countsTowards, brands };
      const after = { ...known, ...change };
      this.repository.change(tx, partner, code, after);
      const record = { partner, action: 'centre.classify', entity: 'centre', entityId: code };
      this.audit.record(tx, { ...record, before: known, after });
    });
  }
}
