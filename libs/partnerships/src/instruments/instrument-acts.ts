import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import {
  Clock,
  HQ_SCOPE,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { programmeDay } from '../programme-day.js';
import { actFaults } from './instrument-act.rules.js';
import { ACTS_OPEN_IN, recordedStatus } from './instrument.lifecycle.js';
import type { Instrument, InstrumentAct, NewAct } from './instrument.js';
import { ActAlreadyVoidedError, ActNotOpenError, ImpossibleActError } from './instruments.errors.js';
import { InstrumentsReadModel } from './instruments.read-model.js';
import { InstrumentsRepository } from './instruments.repository.js';

/** Appends acts to instruments; a wrong act is voided with a reason and stays readable. */
@Injectable()
export class InstrumentActs {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: InstrumentsRepository,
    private readonly readModel: InstrumentsReadModel,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Records what a party did.
   *
   * @throws NotFoundError, PreconditionFailedError, ActNotOpenError (409), ImpossibleActError (422).
   */
  async record(
    ctx: OperationContext,
    instrumentId: string,
    rev: number,
    given: Omit<NewAct, 'knownBy'>,
  ): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      const instrument = await this.take(tx, instrumentId, rev);
      const today = programmeDay(this.clock);
      const act: NewAct = { ...given, knownBy: given.future ? null : today };
      refuseImpossible(instrument, act, today);
      await this.letAccede(tx, instrument, act.act, act.party);
      const id = uuid();
      const owner = { partner: instrument.partner, instrumentId };
      await this.repository.insertAct(tx, id, owner, act, this.clock.instant());
      await this.remember(tx, instrument, 'instrument.record-act', null, { id, ...act });
    });
  }

  /** @throws NotFoundError, PreconditionFailedError, ActAlreadyVoidedError (409). */
  async voidAct(
    ctx: OperationContext,
    instrumentId: string,
    actId: string,
    rev: number,
    reason: string,
  ): Promise<void> {
    await this.transactions.run(ctx, async (tx) => {
      const instrument = await this.take(tx, instrumentId, rev);
      const act = instrument.acts.find((each) => each.id === actId);
      if (!act) throw new NotFoundError('act');
      if (act.voidedAt !== null) throw new ActAlreadyVoidedError();
      await this.repository.voidAct(tx, actId, this.clock.instant(), reason);
      await this.remember(tx, instrument, 'instrument.void-act', act, { voidReason: reason });
    });
  }

  /** A partner that accedes becomes a party; only one that the caller may see can. */
  private async letAccede(
    tx: Transaction,
    instrument: Instrument,
    act: string,
    party: string,
  ): Promise<void> {
    if (act !== 'ACCEDED' || [HQ_SCOPE, ...instrument.parties].includes(party)) return;
    if (!tx.scopes.includes(party)) throw new NotFoundError('partner');
    await this.repository.insertAccession(tx, instrument.id, party);
  }

  /** Takes the next revision first: two writers of one instrument meet here and not in its acts. */
  private async take(tx: Transaction, id: string, rev: number): Promise<Instrument> {
    const advanced = await this.repository.advance(tx, id, rev);
    const instrument = await this.readModel.find(tx, id);
    if (!instrument) throw new NotFoundError('instrument');
    if (!advanced) throw new PreconditionFailedError(instrument.rev);
    return instrument;
  }

  private async remember(
    tx: Transaction,
    instrument: Instrument,
    action: string,
    before: InstrumentAct | null,
    after: object,
  ): Promise<void> {
    const { partner, id } = instrument;
    this.audit.record(tx, { partner, action, entity: 'instrument', entityId: id, before, after });
  }
}

function refuseImpossible(instrument: Instrument, act: NewAct, today: string): void {
  const status = recordedStatus(instrument, today);
  const open = ACTS_OPEN_IN[status];
  if (!open.includes(act.act)) throw new ActNotOpenError(act.act, status, open);
  const multilateral = instrument.partner === HQ_SCOPE;
  const faults = actFaults(act, { ...instrument, multilateral }, today);
  if (faults.length > 0) throw new ImpossibleActError(faults);
}
