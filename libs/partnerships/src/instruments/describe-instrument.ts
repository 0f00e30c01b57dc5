import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import {
  InvalidValueError,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { described, type InstrumentDescription } from './instrument-description.js';
import type { PatchInstrumentRequest } from './instrument-details.dto.js';
import { instrumentFaults } from './instrument.rules.js';
import type { Instrument } from './instrument.js';
import { ImpossibleInstrumentError } from './instruments.errors.js';
import { InstrumentsReadModel } from './instruments.read-model.js';
import { InstrumentsRepository } from './instruments.repository.js';

/** Corrects what describes an instrument. Status follows from acts, so nothing here can write it. */
@Injectable()
export class DescribeInstrument {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: InstrumentsRepository,
    private readonly readModel: InstrumentsReadModel,
    private readonly audit: Audit,
  ) {}

  /**
   * Replaces the members that the request names.
   *
   * @throws NotFoundError, PreconditionFailedError, ImpossibleInstrumentError (422) for a rule that cannot be met,
   * InvalidValueError `rule-violated` for a chain of instruments that would lead back to itself.
   */
  async change(
    ctx: OperationContext,
    id: string,
    rev: number,
    request: PatchInstrumentRequest,
  ): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      const advanced = await this.repository.advance(tx, id, rev);
      const before = await this.readModel.find(tx, id);
      if (!before) throw new NotFoundError('instrument');
      if (!advanced) throw new PreconditionFailedError(before.rev);
      const after = described(before, request);
      await this.refuse(tx, before, after);
      await this.save(tx, { ...before, ...after });
      this.audit.record(tx, {
        partner: before.partner,
        action: 'instrument.describe',
        entity: 'instrument',
        entityId: id,
        before: described(before, {}),
        after,
      });
    });
  }

  private async refuse(tx: Transaction, before: Instrument, after: InstrumentDescription): Promise<void> {
    const faults = instrumentFaults({ ...before, ...after }, before.acts);
    if (faults.length > 0) throw new ImpossibleInstrumentError(faults);
    const chains = [
      ['supersedes', after.supersedes, (id: string) => this.readModel.predecessors(tx, id)],
      ['amends', after.amends, (id: string) => this.readModel.amended(tx, id)],
    ] as const;
    for (const [member, related, chainOf] of chains) {
      if (related === null || related === before[member]) continue;
      const chain = await chainOf(related);
      if (chain.length === 0) throw new NotFoundError('instrument');
      if (chain.includes(before.id)) throw cycle(member);
    }
  }

  private async save(tx: Transaction, instrument: Instrument): Promise<void> {
    await this.repository.describe(tx, instrument.id, instrument);
    for (const party of instrument.parties) {
      await this.repository.describeParty(tx, instrument.id, instrument, party);
    }
  }
}

function cycle(member: string): InvalidValueError {
  return new InvalidValueError(
    'rule-violated',
    `/${member}`,
    'The chain of instruments would lead back to this one.',
  );
}
