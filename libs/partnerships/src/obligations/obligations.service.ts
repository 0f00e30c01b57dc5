import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  Clock,
  HQ_SCOPE,
  InvalidValueError,
  NotFoundError,
  Transactions,
  type OperationContext,
} from '#platform';
import { InstrumentsService, type InstrumentOnDay } from '../instruments/instruments.service.js';
import { ObligationCalendar } from './obligation-calendar.js';
import type { NewObligation, Obligation } from './obligation.js';
import { ObligationRecords } from './obligation-records.js';

/** An obligation as somebody writes it down: the parties by name instead of a partner and a side. */
export interface ObligationDraft extends Omit<NewObligation, 'partner' | 'obligedSide' | 'instrumentId'> {
  /** Partner code, or HQ. */
  obliged: string;
  /** To whom it is owed; HQ or, where HQ owes, a partner. May be absent between two parties. */
  beneficiary: string | null;
}

/** What the clauses of instruments oblige a side to do. */
@Injectable()
export class ObligationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: ObligationRecords,
    private readonly instruments: InstrumentsService,
    private readonly calendar: ObligationCalendar,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError when the instrument is unknown or outside the scope. */
  async list(ctx: OperationContext, instrumentId: string): Promise<Obligation[]> {
    await this.instruments.get(ctx, instrumentId);
    return this.transactions.read(ctx, (tx) => this.records.repository.listOf(tx, instrumentId));
  }

  /**
   * Records an obligation together with its first occurrences.
   *
   * @throws NotFoundError, InvalidValueError `rule-violated` when a side is no party, both are the same, neither is
   * headquarters, or the instrument has clauses and this is none of them.
   */
  async add(ctx: OperationContext, instrumentId: string, draft: ObligationDraft): Promise<Obligation> {
    const instrument = await this.instruments.get(ctx, instrumentId);
    const { obliged: _obliged, beneficiary: _beneficiary, ...rest } = draft;
    const obligation = { ...rest, instrumentId, ...sidesOf(instrument, draft) };
    if (!ctx.scopes.includes(obligation.partner)) throw new NotFoundError('partner');
    return this.transactions.run(ctx, async (tx) => {
      await this.records.requireClause(tx, instrument, draft.clauseRef);
      const recorded = { ...obligation, id: uuid(), recordedAt: this.clock.instant() };
      await this.records.repository.insert(tx, recorded.id, obligation, recorded.recordedAt);
      await this.calendar.extend(tx, [{ ...recorded, scheduledUntil: null }], [instrument]);
      this.records.audit.record(tx, {
        partner: obligation.partner,
        action: 'obligation.add',
        entity: 'obligation',
        entityId: recorded.id,
        after: obligation,
      });
      return recorded;
    });
  }
}

function sidesOf(
  instrument: InstrumentOnDay,
  { obliged, beneficiary }: ObligationDraft,
): Pick<NewObligation, 'partner' | 'obligedSide'> {
  const members = [HQ_SCOPE, ...instrument.parties];
  if (!members.includes(obliged)) throw broken('/obliged', 'Only a party can be obliged.');
  if (obliged !== HQ_SCOPE) {
    if (beneficiary !== null && beneficiary !== HQ_SCOPE) {
      throw broken('/beneficiary', 'One of the two sides is always headquarters.');
    }
    return { partner: obliged, obligedSide: 'PARTNER' };
  }
  const owed = beneficiary ?? (instrument.parties.length === 1 ? instrument.parties[0] : null);
  if (owed === null) throw broken('/beneficiary', 'Say to which of the parties headquarters owes this.');
  if (owed === HQ_SCOPE || !members.includes(owed))
    throw broken('/beneficiary', 'Owed to another party only.');
  return { partner: owed, obligedSide: 'HQ' };
}

function broken(pointer: string, message: string): InvalidValueError {
  return new InvalidValueError('rule-violated', pointer, message);
}
