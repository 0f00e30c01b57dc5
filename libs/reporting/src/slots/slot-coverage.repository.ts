import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { SlotSubject } from './slot-coverage.js';
import type { CancelReason } from './slot.js';

/** A slot for which nothing was entered, and why it is cancelled if it is. */
export interface UnenteredSlot extends SlotSubject {
  id: string;
  /** Only of slots that were cancelled by the same comparison; others are never brought back by it. */
  cancelReason: CancelReason | null;
}

/** A slot that is cancelled for a reason, or expected again (null). */
export interface CoverageChange {
  id: string;
  reason: CancelReason | null;
}

const NOTHING_ENTERED = `s.first_submitted_at is null and not exists (
  select 1 from app.submission b join app.cell_revision c on c.partner = b.partner and c.submission_id = b.id
   where b.partner = s.partner and b.slot_id = s.id)`;

@Injectable()
export class SlotCoverageRepository {
  async listUnentered(tx: Transaction, partner: string): Promise<UnenteredSlot[]> {
    return (await tx.manager.query(
      `select s.id, s.unit, s.form_code as "formCode", p.start_date as "periodStart", p.end_date as "periodEnd",
              s.cancel_reason as "cancelReason"
         from app.report_slot s join app.period p on p.id = s.period_id
        where s.partner = $1 and s.partner = any ($2) and (s.cancelled_at is null or s.cancel_reason is not null)
          and ${NOTHING_ENTERED}
        order by s.id`,
      [partner, tx.scopes],
    )) as UnenteredSlot[];
  }

  /**
   * Writes the changes that still hold and answers which did. The rows are locked first, and looked
   * at in a second statement: an entry that was on its way when they were listed has arrived by then.
   */
  async apply(
    tx: Transaction,
    partner: string,
    changes: readonly CoverageChange[],
    at: string,
  ): Promise<string[]> {
    const ids = changes.map(({ id }) => id);
    await tx.manager.query(
      'select 1 from app.report_slot s where s.partner = $1 and s.partner = any ($2) and s.id = any ($3) order by s.id for update',
      [partner, tx.scopes, ids],
    );
    const [rows] = (await tx.manager.query(
      `update app.report_slot s
          set cancelled_at = case when c.reason is null then null else coalesce(s.cancelled_at, $5::timestamptz) end,
              cancel_reason = c.reason, rev = s.rev + 1
         from unnest($3::uuid[], $4::text[]) as c (id, reason)
        where s.partner = $1 and s.partner = any ($2) and s.id = c.id and s.cancel_reason is distinct from c.reason
          and (s.cancelled_at is null or s.cancel_reason is not null) and ${NOTHING_ENTERED}
        returning s.id`,
      [partner, tx.scopes, ids, changes.map(({ reason }) => reason), at],
    )) as [Array<{ id: string }>, number];
    return rows.map(({ id }) => id);
  }
}
