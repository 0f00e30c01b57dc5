import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';

/** What acceptance wrote. */
export interface LedgerChange {
  written: number;
  closed: number;
}

const LEDGER_KINDS = "('NUMBER', 'NOT_APPLICABLE', 'NOT_AVAILABLE', 'NOT_COLLECTED', 'SUPPRESSED')";

/**
 * The append-only ledger with two clocks: the period a figure is about, and the time it was known.
 * A correction ends the validity of the old row and adds a new one; no value is ever overwritten.
 */
@Injectable()
export class Ledger {
  /** Writes the figures of an accepted submission, known from `at`; unchanged figures keep their row. */
  async post(tx: Transaction, slot: Slot, submissionId: string, at: string): Promise<LedgerChange> {
    const closed = await this.closeChanged(tx, slot, submissionId, at);
    const written = await this.insertNew(tx, slot, submissionId, at);
    return { written, closed };
  }

  private async closeChanged(tx: Transaction, slot: Slot, submissionId: string, at: string): Promise<number> {
    const [, closed] = (await tx.manager.query(
      `update app.observation o set known_to = $4
        where o.partner = $1 and o.slot_id = $2 and o.known_to is null
          and not exists (select 1 from app.cell_revision c where c.partner = $1 and c.submission_id = $3 and c.is_current
                             and c.cell = o.indicator and c.kind = o.kind and c.value is not distinct from o.value)`,
      [slot.partner, slot.id, submissionId, at],
    )) as [unknown[], number];
    return closed;
  }

  private async insertNew(tx: Transaction, slot: Slot, submissionId: string, at: string): Promise<number> {
    const rows = (await tx.manager.query(
      `insert into app.observation (id, partner, unit, indicator, indicator_version_id, slot_id, period_id, aligned_to, kind, value,
                                    submission_id, cell_rev, known_from, synthetic)
       select gen_random_uuid(), $1, $4, c.cell, v.id, $2, $5, $6, c.kind, c.value, $3, c.rev, $7, $8
         from app.cell_revision c
         join lateral (select id from app.indicator_version i where i.code = c.cell order by version desc limit 1) v on true
        where c.partner = $1 and c.submission_id = $3 and c.is_current and c.kind in ${LEDGER_KINDS}
          and not exists (select 1 from app.observation o where o.partner = $1 and o.slot_id = $2 and o.indicator = c.cell and o.known_to is null)
       returning id`,
      [
        slot.partner,
        slot.id,
        submissionId,
        slot.unit,
        slot.period.id,
        slot.period.alignedTo,
        at,
        slot.synthetic,
      ],
    )) as unknown[];
    return rows.length;
  }
}
