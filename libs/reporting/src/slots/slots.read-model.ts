import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { slotFromRow, SLOT_COLUMNS } from './slots.repository.js';
import type { Slot, SlotState } from './slot.js';

export interface SlotsQuestion {
  partners: readonly string[];
  /** Aligned months, or ids of local periods; null: all. */
  months: readonly string[] | null;
  periodId: string | null;
  state: SlotState | null;
  now: string;
  limit: number;
  /** Sort key after which the page begins. */
  after: string[] | null;
}

/** A slot with the newest hand-in for it. */
export interface ListedSlot extends Slot {
  submission: { id: string; state: string; revision: number; rev: number } | null;
}

const STATE_CONDITION: Record<SlotState, string> = {
  CANCELLED: 's.cancelled_at is not null',
  WAIVED: 's.waived_at is not null and s.cancelled_at is null',
  SCHEDULED: 's.opens_at > $3 and s.waived_at is null and s.cancelled_at is null',
  OPEN: 's.opens_at <= $3 and s.lock_at > $3 and s.waived_at is null and s.cancelled_at is null',
  CLOSED_FOR_ENTRY: 's.lock_at <= $3 and s.waived_at is null and s.cancelled_at is null',
};

const SUBMISSION = `(select jsonb_build_object('id', b.id, 'state', b.state, 'revision', b.revision_no, 'rev', b.rev)
   from app.submission b where b.partner = s.partner and b.slot_id = s.id and b.state <> 'VOIDED' order by b.revision_no desc limit 1) as submission`;

@Injectable()
export class SlotsReadModel {
  /** A page of slots, newest month first, then by partner and unit. */
  async list(tx: Transaction, question: SlotsQuestion): Promise<ListedSlot[]> {
    const { partners, months, periodId, state, now, limit, after } = question;
    const rows = (await tx.manager.query(
      `select ${SLOT_COLUMNS}, ${SUBMISSION}
         from app.report_slot s join app.period p on p.id = s.period_id
        where s.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and $3::timestamptz is not null
          and ($4::text[] is null or s.aligned_to = any ($4)) and ($5::text is null or s.period_id = $5)
          and ${state ? STATE_CONDITION[state] : 'true'}
          and ($6::text is null or (s.aligned_to, s.partner, s.unit) < ($6, $7, $8))
        order by s.aligned_to desc, s.partner desc, s.unit desc limit $9`,
      [
        partners,
        tx.units,
        now,
        months,
        periodId,
        after?.[0] ?? null,
        after?.[1] ?? null,
        after?.[2] ?? null,
        limit,
      ],
    )) as Array<Parameters<typeof slotFromRow>[0] & Pick<ListedSlot, 'submission'>>;
    return rows.map((row) => ({ ...slotFromRow(row), submission: row.submission }));
  }

  async find(tx: Transaction, id: string): Promise<ListedSlot | null> {
    const rows = (await tx.manager.query(
      `select ${SLOT_COLUMNS}, ${SUBMISSION} from app.report_slot s join app.period p on p.id = s.period_id
        where s.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and s.id = $3`,
      [tx.scopes, tx.units, id],
    )) as Array<Parameters<typeof slotFromRow>[0] & Pick<ListedSlot, 'submission'>>;
    return rows[0] ? { ...slotFromRow(rows[0]), submission: rows[0].submission } : null;
  }
}
