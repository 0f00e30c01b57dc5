import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import {
  Clock,
  Cursors,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import { programmeDay } from '../programme-day.js';
import { instrumentFaults } from './instrument.rules.js';
import { ACTS_OPEN_IN, recordedStatus, statusOn, type StatusOnDay } from './instrument.lifecycle.js';
import type { ActKind, Instrument, InstrumentStatus, NewAct, NewInstrument } from './instrument.js';
import { DuplicateInstrumentError, ImpossibleInstrumentError } from './instruments.errors.js';
import { InstrumentsReadModel, type InstrumentKey } from './instruments.read-model.js';
import { InstrumentsRepository } from './instruments.repository.js';

/** An instrument as it stands on a day. */
export interface InstrumentOnDay extends Instrument {
  asOf: string;
  standing: StatusOnDay;
  /** Acts that may be recorded today, whatever day was asked about. */
  openActs: readonly ActKind[];
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
      .map((instrument) => onDay(instrument, asOf, programmeDay(this.clock)))
      .filter((instrument) => status === undefined || instrument.standing.status === status);
  }

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError for a cursor of another list. */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { limit, cursor, ...given }: InstrumentsQuestion & { limit: number; cursor?: string },
  ): Promise<Page<InstrumentOnDay>> {
    const { partner, status, asOf } = given;
    if (partner !== undefined && !ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const question = { partner, status, asOf };
    const after = cursors.read(ctx, question, cursor) as InstrumentKey | null;
    const rows = await this.transactions.read(ctx, (tx) => this.rowsAfter(tx, question, after, limit + 1));
    return cursors.page(
      ctx,
      question,
      limit,
      rows,
      (row) => [row.code, row.id],
      (row) => row,
    );
  }

  /** Status is computed and cannot be asked for in SQL: as many rows are read as it takes to fill the page. */
  private async rowsAfter(
    tx: Transaction,
    { partner, status, asOf }: InstrumentsQuestion,
    after: InstrumentKey | null,
    wanted: number,
  ): Promise<InstrumentOnDay[]> {
    const today = programmeDay(this.clock);
    const rows: InstrumentOnDay[] = [];
    for (let key = after; ;) {
      const batch = await this.readModel.list(tx, partner ?? null, key, wanted);
      const standing = batch.map((instrument) => onDay(instrument, asOf ?? today, today));
      rows.push(...standing.filter((row) => status === undefined || row.standing.status === status));
      const last = batch.at(-1);
      if (rows.length >= wanted || batch.length < wanted || !last) return rows.slice(0, wanted);
      key = [last.code, last.id];
    }
  }

  /** @throws NotFoundError when unknown or outside the scope. */
  async get(ctx: OperationContext, id: string, asOf?: string): Promise<InstrumentOnDay> {
    const instrument = await this.transactions.read(ctx, (tx) => this.readModel.find(tx, id));
    if (!instrument) throw new NotFoundError('instrument');
    const today = programmeDay(this.clock);
    return onDay(instrument, asOf ?? today, today);
  }

  /**
   * Registers an instrument without acts.
   *
   * @throws NotFoundError when a party or a related instrument is out of scope, DuplicateInstrumentError,
   * ImpossibleInstrumentError (422).
   */
  async register(ctx: OperationContext, instrument: NewInstrument): Promise<InstrumentOnDay> {
    const faults = instrumentFaults(instrument);
    if (faults.length > 0) throw new ImpossibleInstrumentError(faults);
    return this.transactions.run(ctx, async (tx) => {
      for (const scope of [instrument.partner, ...instrument.parties]) {
        if (!tx.scopes.includes(scope)) throw new NotFoundError('partner');
      }
      for (const related of [instrument.supersedes, instrument.amends]) {
        if (related !== null) await this.require(tx, related);
      }
      const id = await this.registerWithActs(tx, instrument, []);
      if (!id) throw new DuplicateInstrumentError(instrument.code);
      const today = programmeDay(this.clock);
      return onDay(await this.require(tx, id), today, today);
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
    for (const party of instrument.parties) await this.repository.insertParty(tx, id, instrument, party);
    const owner = { partner: instrument.partner, instrumentId: id };
    for (const act of acts) {
      await this.repository.insertAct(tx, uuid(), owner, act, this.clock.instant());
    }
    this.audit.record(tx, {
      partner: instrument.partner,
      action: 'instrument.register',
      entity: 'instrument',
      entityId: id,
      after: { ...instrument, acts },
    });
    return id;
  }

  /** Instruments of a partner, or all of the scope, as they stand on a day; in the caller's transaction. */
  async standingOn(tx: Transaction, partner: string | null, day: string): Promise<InstrumentOnDay[]> {
    const today = programmeDay(this.clock);
    return (await this.readModel.list(tx, partner)).map((instrument) => onDay(instrument, day, today));
  }

  /**
   * Takes the next revision of an instrument for a change beside it, in the caller's transaction.
   *
   * @throws NotFoundError, PreconditionFailedError when it changed since revision `rev` was read.
   */
  async lock(tx: Transaction, id: string, rev: number): Promise<InstrumentOnDay> {
    const advanced = await this.repository.advance(tx, id, rev);
    const instrument = await this.require(tx, id);
    if (!advanced) throw new PreconditionFailedError(instrument.rev);
    const today = programmeDay(this.clock);
    return onDay(instrument, today, today);
  }

  /** Id of the instrument with a code, within scope. */
  async idOf(tx: Transaction, code: string): Promise<string | null> {
    return (await this.readModel.findByCode(tx, code))?.id ?? null;
  }

  /** @throws NotFoundError when unknown or outside the scope. */
  async require(tx: Transaction, id: string): Promise<Instrument> {
    const instrument = await this.readModel.find(tx, id);
    if (!instrument) throw new NotFoundError('instrument');
    return instrument;
  }
}

function onDay(instrument: Instrument, asOf: string, today: string): InstrumentOnDay {
  const openActs = ACTS_OPEN_IN[recordedStatus(instrument, today)];
  return { ...instrument, asOf, standing: statusOn(instrument, asOf), openActs };
}
