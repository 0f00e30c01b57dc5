import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { CorrectionEffects } from './correction-effects.js';
import type { Correction } from './correction.js';
import { CorrectionsRepository } from './corrections.repository.js';
import { LedgerEventsRepository } from './ledger-events.repository.js';

/** How a granted correction ends, and what is kept of it. */
@Injectable()
export class CorrectionRecords {
  constructor(
    private readonly corrections: CorrectionsRepository,
    readonly effects: CorrectionEffects,
    readonly events: LedgerEventsRepository,
  ) {}

  /**
   * Settles the granted correction of a report; answers null when there is none.
   *
   * @param revisionId the revision that was accepted; null: it lapses
   */
  async close(
    tx: Transaction,
    slotId: string,
    at: string,
    revisionId: string | null,
  ): Promise<Correction | null> {
    const pending = await this.corrections.lockPending(tx, slotId);
    if (pending?.state !== 'GRANTED') return null;
    await this.corrections.close(tx, pending.id, at, revisionId);
    const closed = (await this.corrections.find(tx, pending.id)) as Correction;
    const step = revisionId === null ? 'lapse' : 'apply';
    await this.effects.record(tx, closed, step, { state: pending.state });
    if (revisionId === null) await this.effects.tellLapsed(tx, closed);
    return closed;
  }
}
