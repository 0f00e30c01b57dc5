import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';

/** What acceptance wrote. */
export interface LedgerChange {
  written: number;
  closed: number;
  /** The instant from which it is known, RFC 3339. */
  knownFrom: string;
}

/** A figure as the ledger holds it. */
export interface LedgerFigure {
  kind: string;
  value: string | null;
}

/** One figure that became another; null: there was none before, or there is none since. */
export interface FigureChange {
  /** The indicator, or a part of it such as `SERVICES_RENDERED~PASSPORT`. */
  cell: string;
  old: LedgerFigure | null;
  new: LedgerFigure | null;
}

/** Shared with releases, which take it alone while they freeze what is official. */
const RELEASE_LOCK = 'official-figures';

const LEDGER_KINDS = "('NUMBER', 'NOT_APPLICABLE', 'NOT_AVAILABLE', 'NOT_COLLECTED', 'SUPPRESSED')";

/**
 * The append-only ledger with two clocks: the period a figure is about, and the time it was known.
 * A correction ends the validity of the old row and adds a new one; no value is ever overwritten.
 */
@Injectable()
export class Ledger {
  /** Writes the figures of an accepted submission, known from `at`; unchanged figures keep their row. */
  async post(tx: Transaction, slot: Slot, submissionId: string, at: string): Promise<LedgerChange> {
    const knownFrom = await this.afterReleases(tx, slot, at);
    const closed = await this.closeChanged(tx, slot, submissionId, knownFrom);
    const written = await this.insertNew(tx, slot, submissionId, knownFrom);
    return { written, closed, knownFrom };
  }

  /** Which figures of a report changed at an instant, totals and parts, in the order of their codes. */
  async changesAt(tx: Transaction, slot: Slot, instant: string): Promise<FigureChange[]> {
    return (await tx.manager.query(
      `select coalesce(was.cell, became.cell) as cell,
              case when was.id is not null then jsonb_build_object('kind', was.kind, 'value', was.value::text) end as old,
              case when became.id is not null then jsonb_build_object('kind', became.kind, 'value', became.value::text) end as new
         from (select * from app.observation where partner = $1 and slot_id = $2 and known_to = $3) was
         full join (select * from app.observation where partner = $1 and slot_id = $2 and known_from = $3) became
           on became.cell = was.cell
        order by 1`,
      [slot.partner, slot.id, instant],
    )) as FigureChange[];
  }

  /**
   * The instant from which a figure can be known. An acceptance that waited while a release was made would carry a time
   * before its watermark, and the release could never be made again.
   */
  private async afterReleases(tx: Transaction, slot: Slot, at: string): Promise<string> {
    await tx.manager.query('select pg_advisory_xact_lock_shared(hashtext($1))', [RELEASE_LOCK]);
    const [{ knownFrom }] = (await tx.manager.query(
      `select greatest($3::timestamptz, max(r.watermark) + interval '1 millisecond') as "knownFrom" from app.release r
        where r.partner = $1 and $2 between r.month_from and r.month_to`,
      [slot.partner, slot.period.alignedTo, at],
    )) as [{ knownFrom: Date }];
    return knownFrom.toISOString();
  }

  private async closeChanged(tx: Transaction, slot: Slot, submissionId: string, at: string): Promise<number> {
    const [, closed] = (await tx.manager.query(
      `update app.observation o set known_to = $4
        where o.partner = $1 and o.slot_id = $2 and o.known_to is null
          and not exists (select 1 from app.cell_revision c where c.partner = $1 and c.submission_id = $3 and c.is_current
                             and c.cell = o.cell and c.kind = o.kind and c.value is not distinct from o.value)`,
      [slot.partner, slot.id, submissionId, at],
    )) as [unknown[], number];
    return closed;
  }

  /** Each figure under the definition that applied in its month: a newer one may apply to later months only. */
  private async insertNew(tx: Transaction, slot: Slot, submissionId: string, at: string): Promise<number> {
    const rows = (await tx.manager.query(
      `insert into app.observation (id, partner, unit, indicator, breakdown, indicator_version_id, slot_id, period_id, aligned_to, kind,
                                    value, submission_id, cell_rev, known_from, synthetic)
       select gen_random_uuid(), $1, $4, split_part(c.cell, '~', 1),
              coalesce(nullif(substr(c.cell, length(split_part(c.cell, '~', 1)) + 2), ''), '_T'),
              v.id, $2, $5, $6, c.kind, c.value, $3, c.rev, $7, $8
         from app.cell_revision c
         join lateral (select i.id from app.indicator_version i
                        where i.code = split_part(c.cell, '~', 1)
                          and (i.definition->>'appliesFrom' is null or i.definition->>'appliesFrom' <= $6::text)
                        order by i.version desc limit 1) v on true
        where c.partner = $1 and c.submission_id = $3 and c.is_current and c.kind in ${LEDGER_KINDS}
          and not exists (select 1 from app.observation o where o.partner = $1 and o.slot_id = $2 and o.cell = c.cell and o.known_to is null)
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
