import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';

/** What other systems hear when an official figure became another one; ids grow with time within one process. */
export interface ObservationRevised {
  unit: string;
  indicator: string;
  /** Codes that the figure is a part by; `_T` is the total. */
  breakdown: string;
  period: string;
  old: { kind: string; value: string | null } | null;
  new: { kind: string; value: string | null } | null;
  reasonKind: string;
  /** Names of the releases that hold the figure. */
  affectsRelease: readonly string[];
  submission: string;
}

@Injectable()
export class LedgerEventsRepository {
  async addRevised(
    tx: Transaction,
    { partner, id: slotId }: Slot,
    events: readonly ObservationRevised[],
    at: string,
  ): Promise<void> {
    if (events.length === 0) return;
    await tx.manager.query(
      `insert into app.ledger_event (id, partner, kind, slot_id, payload, at)
       select e.id, $1, 'observation.revised', $2, e.payload::jsonb, $3 from unnest($4::uuid[], $5::text[]) as e (id, payload)`,
      [partner, slotId, at, events.map(() => uuid()), events.map((event) => JSON.stringify(event))],
    );
  }
}
