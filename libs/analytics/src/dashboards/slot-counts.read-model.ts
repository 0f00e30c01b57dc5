import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';

/** How the expected reports of a month stand; waived ones are listed beside, never among the expected. */
export interface SlotCounts {
  expected: number;
  /** Handed in at least once and not taken back. */
  received: number;
  accepted: number;
  /** First handed in by the due instant, whatever happened to the report later. */
  onTime: number;
  /** The same by the instant that was granted in the end; shown beside, since extensions do not move the other. */
  onTimeExtended: number;
  waived: number;
}

/** A report that headquarters does not expect, with the reason: no silent exclusions. */
export interface WaivedReport {
  slot: string;
  partner: string;
  unit: string;
  code: string | null;
  reason: string | null;
  since: string;
}

export const NO_SLOTS: SlotCounts = {
  expected: 0,
  received: 0,
  accepted: 0,
  onTime: 0,
  onTimeExtended: 0,
  waived: 0,
};

@Injectable()
export class SlotCountsReadModel {
  /** Per partner, for the reports of a month that had ended by an instant. */
  async byPartner(
    tx: Transaction,
    month: string,
    dueBy: string,
  ): Promise<Array<SlotCounts & { partner: string }>> {
    return (await tx.manager.query(
      `select s.partner,
              count(*) filter (where s.waived_at is null)::integer as expected,
              count(*) filter (where s.waived_at is null and b.received)::integer as received,
              count(*) filter (where s.waived_at is null and b.accepted)::integer as accepted,
              count(*) filter (where s.waived_at is null and s.first_submitted_at <= s.due_at)::integer as "onTime",
              count(*) filter (where s.waived_at is null and s.first_submitted_at <= greatest(s.due_at, s.extended_due_at))::integer as "onTimeExtended",
              count(*) filter (where s.waived_at is not null)::integer as waived
         from app.report_slot s
         left join lateral (
           select bool_or(b.state not in ('DRAFT', 'READY')) as received, bool_or(b.state = 'ACCEPTED') as accepted
             from app.submission b where b.partner = s.partner and b.slot_id = s.id and b.state <> 'VOIDED') b on true
        where s.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and s.aligned_to = $3
          and s.opens_at <= $4::timestamptz and s.cancelled_at is null
        group by s.partner order by s.partner`,
      [tx.scopes, tx.units, month, dueBy],
    )) as Array<SlotCounts & { partner: string }>;
  }

  /** The waived reports among those that `byPartner` counts. */
  async waivers(tx: Transaction, month: string, dueBy: string): Promise<WaivedReport[]> {
    const rows = (await tx.manager.query(
      `select s.id as slot, s.partner, s.unit, s.waiver_code as code, s.waiver_reason as reason, s.waived_at as since
         from app.report_slot s
        where s.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and s.aligned_to = $3
          and s.opens_at <= $4::timestamptz and s.cancelled_at is null and s.waived_at is not null
        order by s.partner, s.unit`,
      [tx.scopes, tx.units, month, dueBy],
    )) as Array<Omit<WaivedReport, 'since'> & { since: Date }>;
    return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
  }
}

/** Several counts added up. */
export function totalOfSlots(counts: readonly SlotCounts[]): SlotCounts {
  return counts.reduce(
    (sum, { expected, received, accepted, onTime, onTimeExtended, waived }) => ({
      expected: sum.expected + expected,
      received: sum.received + received,
      accepted: sum.accepted + accepted,
      onTime: sum.onTime + onTime,
      onTimeExtended: sum.onTimeExtended + onTimeExtended,
      waived: sum.waived + waived,
    }),
    NO_SLOTS,
  );
}
