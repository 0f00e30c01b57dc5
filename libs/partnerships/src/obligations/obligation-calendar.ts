import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import { Clock, Transactions, type OperationContext, type Transaction } from '#platform';
import { IN_FORCE_STATUSES } from '../instruments/instrument.js';
import { InstrumentsService, type InstrumentOnDay } from '../instruments/instruments.service.js';
import { programmeDay } from '../programme-day.js';
import { shiftDay } from '../terms/duration.js';
import { currentTerm } from '../terms/instrument-terms.js';
import { actsBy, validActs } from '../instruments/instrument.lifecycle.js';
import type { Obligation } from './obligation.js';
import {
  ObligationsRepository,
  type NewOccurrence,
  type ScheduledObligation,
} from './obligations.repository.js';
import { dueDays } from './recurrence.js';

/** How far ahead occurrences exist. */
const HORIZON = 'P400D';
const ROWS_PER_STATEMENT = 5_000;
const OBLIGATIONS_PER_PAGE = 250;

/** Keeps the occurrences of obligations rolling ahead of today. Running it again changes nothing. */
@Injectable()
export class ObligationCalendar {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ObligationsRepository,
    private readonly instruments: InstrumentsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Adds what is missing up to 400 days ahead for every obligation in scope; answers how many were added. */
  async rollAhead(ctx: OperationContext): Promise<number> {
    const today = programmeDay(this.clock);
    const instruments = await this.transactions.read(ctx, (tx) =>
      this.instruments.standingOn(tx, null, today),
    );
    let [added, after]: [number, string | null] = [0, null];
    for (;;) {
      const page = await this.rollPage(ctx, after, instruments);
      added += page.added;
      if (page.last === null) return added;
      after = page.last;
    }
  }

  /** One page in a transaction of its own, so that a large register is never locked or timed out as a whole. */
  private async rollPage(
    ctx: OperationContext,
    after: string | null,
    instruments: readonly InstrumentOnDay[],
  ): Promise<{ added: number; last: string | null }> {
    return this.transactions.run(ctx, async (tx) => {
      const page = await this.repository.listAfter(tx, after, OBLIGATIONS_PER_PAGE);
      const last = page.length < OBLIGATIONS_PER_PAGE ? null : page[page.length - 1].id;
      return { added: await this.extend(tx, page, instruments), last };
    });
  }

  /** The same for some obligations of these instruments, in the caller's transaction. */
  async extend(
    tx: Transaction,
    obligations: readonly ScheduledObligation[],
    instruments: readonly InstrumentOnDay[],
  ): Promise<number> {
    const today = programmeDay(this.clock);
    const byId = new Map(instruments.map((instrument) => [instrument.id, instrument]));
    const wanted = obligations.flatMap((obligation) => occurrencesOf(obligation, byId, today));
    const added = new Map<string, number>();
    for (let start = 0; start < wanted.length; start += ROWS_PER_STATEMENT) {
      const part = wanted.slice(start, start + ROWS_PER_STATEMENT);
      for (const partner of await this.repository.insertMissing(tx, part)) {
        added.set(partner, (added.get(partner) ?? 0) + 1);
      }
    }
    for (const [partner, count] of added) await this.remember(tx, partner, count);
    return [...added.values()].reduce((sum, count) => sum + count, 0);
  }

  private async remember(tx: Transaction, partner: string, added: number): Promise<void> {
    const record = { partner, action: 'obligations.roll-ahead', entity: 'obligation', entityId: partner };
    this.audit.record(tx, { ...record, after: { added } });
  }
}

function occurrencesOf(
  obligation: ScheduledObligation,
  instruments: ReadonlyMap<string, InstrumentOnDay>,
  today: string,
): NewOccurrence[] {
  const instrument = instruments.get(obligation.instrumentId);
  const until = instrument && dueUntil(obligation, instrument, today);
  if (!until) return [];
  const { id, partner, recurrence, scheduledUntil } = obligation;
  const missing = dueDays(recurrence, until).filter((day) => scheduledUntil === null || day > scheduledUntil);
  return missing.map((dueOn) => ({ id: uuid(), partner, obligationId: id, dueOn }));
}

/**
 * The last day for which occurrences exist, or null while none are made: an instrument obliges once it is in force,
 * or signed where no source says how it enters into force. While it is suspended the calendar stands still; after
 * its end only clauses that survive it go on.
 */
function dueUntil(obligation: Obligation, instrument: InstrumentOnDay, today: string): string | null {
  const horizon = shiftDay(today, HORIZON);
  const { status, entryIntoForce } = instrument.standing;
  if (obligation.survives && (status === 'EXPIRED' || status === 'TERMINATED')) return horizon;
  const obliges =
    IN_FORCE_STATUSES.includes(status) || (status === 'SIGNED' && entryIntoForce.state === 'UNKNOWN');
  if (!obliges) return null;
  const { end } = currentTerm(instrument.terms, actsBy(validActs(instrument), today, 'CERTAIN'), today);
  const ends = instrument.terms.renewalMode !== 'AUTO' && !obligation.survives ? (end?.latest ?? null) : null;
  return ends !== null && ends < horizon ? ends : horizon;
}
