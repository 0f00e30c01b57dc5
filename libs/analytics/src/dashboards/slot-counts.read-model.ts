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
  waived: number;
}

export const NO_SLOTS: SlotCounts = { expected: 0, received: 0, accepted: 0, onTime: 0, waived: 0 };

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
              count(*) filter (where s.waived_at is not null)::integer as waived
         from app.report_slot s
         left join lateral (
           select bool_or(b.state <> 'DRAFT') as received, bool_or(b.state = 'ACCEPTED') as accepted
             from app.submission b where b.partner = s.partner and b.slot_id = s.id and b.state <> 'VOIDED') b on true
        where s.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and s.aligned_to = $3
          and s.opens_at <= $4::timestamptz and s.cancelled_at is null
        group by s.partner order by s.partner`,
      [tx.scopes, tx.units, month, dueBy],
    )) as Array<SlotCounts & { partner: string }>;
  }
}

/** Several counts added up. */
export function totalOfSlots(counts: readonly SlotCounts[]): SlotCounts {
  return counts.reduce(
    (sum, { expected, received, accepted, onTime, waived }) => ({
      expected: sum.expected + expected,
      received: sum.received + received,
      accepted: sum.accepted + accepted,
      onTime: sum.onTime + onTime,
      waived: sum.waived + waived,
    }),
    NO_SLOTS,
  );
}
