import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import {
  Clock,
  Cursors,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import { programmeDay } from '../programme-day.js';
import { statusOn, type StatusOnDay } from './instrument.lifecycle.js';
import type { Instrument, InstrumentStatus, NewAct, NewInstrument } from './instrument.js';
import { DuplicateInstrumentError } from './instruments.errors.js';
import { InstrumentsReadModel } from './instruments.read-model.js';
import { InstrumentsRepository } from './instruments.repository.js';

/** An instrument as it stands on a day. */
export interface InstrumentOnDay extends Instrument {
  asOf: string;
  standing: StatusOnDay;
}

export interface InstrumentsQuestion {
  partner?: string;
  status?: InstrumentStatus;
  /** ISO date; today at headquarters when absent. */
  asOf?: string;
}

/** The register of instruments. Status is computed from acts at every reading and is stored nowhere. */
@Injectable()
export class InstrumentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: InstrumentsRepository,
    private readonly readModel: InstrumentsReadModel,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async listAll(ctx: OperationContext, question: InstrumentsQuestion = {}): Promise<InstrumentOnDay[]> {
    const { partner, status, asOf = programmeDay(this.clock) } = question;
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const all = await this.transactions.read(ctx, (tx) => this.readModel.list(tx, partner ?? null));
    return all
      .map((instrument) => onDay(instrument, asOf))
      .filter((instrument) => status === undefined || instrument.standing.status === status);
  }

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError for a cursor of another list. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { limit, cursor, ...given }: InstrumentsQuestion & { limit: number; cursor?: string },
  ): Promise<Page<InstrumentOnDay>> {
    const { partner, status, asOf } = given;
    const question = { partner, status, asOf };
    const [code, id] = cursors.read(ctx, question, cursor) ?? ['', ''];
    const rows = await this.listAll(ctx, question);
    return cursors.page(
      ctx,
      question,
      limit,
      rows.filter((row) => row.code > code || (row.code === code && row.id > id)).slice(0, limit + 1),
      (row) => [row.code, row.id],
      (row) => row,
    );
  }

  /** @throws NotFoundError when unknown or outside the scope. */
  async get(ctx: OperationContext, id: string, asOf?: string): Promise<InstrumentOnDay> {
    const instrument = await this.transactions.read(ctx, (tx) => this.readModel.find(tx, id));
    if (!instrument) throw new NotFoundError('instrument');
    return onDay(instrument, asOf ?? programmeDay(this.clock));
  }

  /**
   * Registers an instrument without acts.
   *
   * @throws NotFoundError when a party or the superseded instrument is out of scope, DuplicateInstrumentError.
   */
  async register(ctx: OperationContext, instrument: NewInstrument): Promise<InstrumentOnDay> {
    return this.transactions.run(ctx, async (tx) => {
      for (const scope of [instrument.partner, ...instrument.parties]) {
        if (!tx.scopes.includes(scope)) throw new NotFoundError('partner');
      }
      await this.refuseForeignPredecessor(tx, instrument.supersedes);
      const id = await this.registerWithActs(tx, instrument, []);
      if (!id) throw new DuplicateInstrumentError(instrument.code);
      return onDay(await this.require(tx, id), programmeDay(this.clock));
    });
  }

  /**
   * Registers an instrument with acts that are documented already, in the caller's transaction. A registered code
   * stays as it is and answers null.
   */
  async registerWithActs(
    tx: Transaction,
    instrument: NewInstrument,
    acts: readonly NewAct[],
  ): Promise<string | null> {
    const id = uuid();
    if (!(await this.repository.insert(tx, id, instrument))) return null;
    for (const party of instrument.parties) await this.repository.insertParty(tx, id, party);
    const owner = { partner: instrument.partner, instrumentId: id };
    for (const act of acts) {
      await this.repository.insertAct(tx, uuid(), owner, act, this.clock.instant());
    }
    await this.audit.record(tx, {
      partner: instrument.partner,
      action: 'instrument.register',
      entity: 'instrument',
      entityId: id,
      after: { ...instrument, acts },
    });
    return id;
  }

  /** Id of the instrument with a code, within scope. */
  async idOf(tx: Transaction, code: string): Promise<string | null> {
    return (await this.readModel.findByCode(tx, code))?.id ?? null;
  }

  private async refuseForeignPredecessor(tx: Transaction, supersedes: string | null): Promise<void> {
    if (supersedes !== null) await this.require(tx, supersedes);
  }

  private async require(tx: Transaction, id: string): Promise<Instrument> {
    const instrument = await this.readModel.find(tx, id);
    if (!instrument) throw new NotFoundError('instrument');
    return instrument;
  }
}

function onDay(instrument: Instrument, asOf: string): InstrumentOnDay {
  return { ...instrument, asOf, standing: statusOn(instrument, asOf) };
}
