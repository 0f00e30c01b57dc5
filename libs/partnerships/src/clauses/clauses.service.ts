import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import { Clock, InvalidValueError, Transactions, type OperationContext, type Transaction } from '#platform';
import { InstrumentsService, type InstrumentOnDay } from '../instruments/instruments.service.js';
import type { Clause, NewClause } from './clause.js';
import { ClausesRepository } from './clauses.repository.js';
import { consolidate, type Consolidation } from './consolidate.js';

/** The clauses of instruments, and the text that several instruments give together. */
@Injectable()
export class ClausesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ClausesRepository,
    private readonly instruments: InstrumentsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError when the instrument is unknown or outside the scope. */
  async list(ctx: OperationContext, instrumentId: string): Promise<Clause[]> {
    await this.instruments.get(ctx, instrumentId);
    return this.transactions.read(ctx, (tx) => this.repository.listOf(tx, [instrumentId]));
  }

  /**
   * Adds a clause at the end of an instrument. Clauses are not edited: another instrument amends them.
   *
   * @throws NotFoundError, PreconditionFailedError, InvalidValueError `rule-violated` for an effect that its
   * instrument cannot have or a number that is taken.
   */
  async add(ctx: OperationContext, instrumentId: string, rev: number, clause: NewClause): Promise<Clause[]> {
    return this.transactions.run(ctx, async (tx) => {
      const instrument = await this.instruments.lock(tx, instrumentId, rev);
      const own = await this.repository.listOf(tx, [instrumentId]);
      await this.refuse(tx, instrument, own, clause);
      const id = uuid();
      const at = { position: own.length + 1, recordedAt: this.clock.instant() };
      await this.repository.insert(tx, { id, partner: instrument.partner, instrumentId }, clause, at);
      this.audit.record(tx, {
        partner: instrument.partner,
        action: 'instrument.add-clause',
        entity: 'instrument',
        entityId: instrumentId,
        after: { id, ...clause },
      });
      return this.repository.listOf(tx, [instrumentId]);
    });
  }

  /** @throws NotFoundError when the instrument is unknown or outside the scope. */
  async consolidated(
    ctx: OperationContext,
    instrumentId: string,
    asOf?: string,
  ): Promise<Consolidation & { instrument: InstrumentOnDay }> {
    const instrument = await this.instruments.get(ctx, instrumentId, asOf);
    const amendments = await Promise.all(
      instrument.amendedBy.map((id) => this.instruments.get(ctx, id, instrument.asOf)),
    );
    const all = await this.transactions.read(ctx, (tx) =>
      this.repository.listOf(tx, [instrumentId, ...instrument.amendedBy]),
    );
    const textOf = (each: InstrumentOnDay) => ({
      instrument: each,
      clauses: all.filter((clause) => clause.instrumentId === each.id),
    });
    return { ...consolidate(textOf(instrument), amendments.map(textOf)), instrument };
  }

  private async refuse(
    tx: Transaction,
    instrument: InstrumentOnDay,
    own: readonly Clause[],
    clause: NewClause,
  ): Promise<void> {
    if (own.some(({ ref }) => ref === clause.ref))
      throw broken('/ref', 'This instrument has such a clause already.');
    if ((clause.effect === 'ORIGINAL') !== (instrument.amends === null)) {
      throw broken('/effect', 'ORIGINAL belongs to a first text; an amendment adds, replaces or deletes.');
    }
    if (instrument.amends === null) return;
    // The other amendments of the same text count too, since what they added may be amended as well.
    const { amendedBy } = await this.instruments.require(tx, instrument.amends);
    const others = amendedBy.filter((id) => id !== instrument.id);
    const first = await this.repository.listOf(tx, [instrument.amends, ...others]);
    const exists = first.some(({ ref, effect }) => ref === clause.ref && effect !== 'DELETE');
    if (exists === (clause.effect === 'ADD')) {
      const message = exists
        ? 'A clause that exists is replaced, not added.'
        : 'No clause of this number exists.';
      throw broken('/ref', message);
    }
  }
}

function broken(pointer: string, message: string): InvalidValueError {
  return new InvalidValueError('rule-violated', pointer, message);
}
