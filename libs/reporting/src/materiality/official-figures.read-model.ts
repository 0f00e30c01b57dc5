import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { FigureState } from './material-change.js';

@Injectable()
export class OfficialFiguresReadModel {
  /** What the ledger holds of a report now, by cell: totals and parts. */
  async ofSlot(tx: Transaction, slotId: string): Promise<Map<string, FigureState>> {
    const rows = (await tx.manager.query(
      `select o.cell, o.kind, o.value::text as value from app.observation o
        where o.partner = any ($1) and o.slot_id = $2 and o.known_to is null`,
      [tx.scopes, slotId],
    )) as Array<FigureState & { cell: string }>;
    return new Map(rows.map(({ cell, kind, value }) => [cell, { kind, value }]));
  }
}
