import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { WallRevision, WallSlot } from './status-chip.js';

export interface WallRow extends WallSlot {
  id: string;
  partner: string;
  unit: string;
  unitName: string;
  unitType: string | null;
  month: string;
  synthetic: boolean;
  /** Only of waived ones. */
  waiver: { code: string | null; reason: string | null } | null;
}

type StoredRow = Omit<WallRow, 'opensAt' | 'dueAt' | 'extendedDueAt' | 'firstSubmittedAt' | 'revisions'> & {
  opensAt: Date;
  dueAt: Date;
  extendedDueAt: Date | null;
  firstSubmittedAt: Date | null;
  revisions: WallRevision[] | null;
};

@Injectable()
export class StatusWallReadModel {
  /** The slots of months by partner, unit and month; cancelled ones are none. */
  async list(tx: Transaction, months: readonly string[], partner: string | null): Promise<WallRow[]> {
    const rows = (await tx.manager.query(
      `select s.id, s.partner, s.unit, coalesce(u.name, s.unit) as "unitName", u.type as "unitType", s.aligned_to as month,
              s.synthetic, s.opens_at as "opensAt", s.due_at as "dueAt", s.extended_due_at as "extendedDueAt", s.first_submitted_at as "firstSubmittedAt",
              s.waived_at is not null as "isWaived",
              case when s.waived_at is not null then jsonb_build_object('code', s.waiver_code, 'reason', s.waiver_reason) end as waiver,
              (select jsonb_agg(jsonb_build_object('state', b.state, 'isCorrection', b.correction_of is not null) order by b.revision_no)
                 from app.submission b where b.partner = s.partner and b.slot_id = s.id and b.state <> 'VOIDED') as revisions
         from app.report_slot s left join app.unit u on u.partner = s.partner and u.code = s.unit
        where s.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and s.aligned_to = any ($3)
          and ($4::text is null or s.partner = $4) and s.cancelled_at is null
        order by s.partner, s.unit, s.aligned_to`,
      [tx.scopes, tx.units, months, partner],
    )) as StoredRow[];
    return rows.map((row) => ({
      ...row,
      opensAt: row.opensAt.toISOString(),
      dueAt: row.dueAt.toISOString(),
      extendedDueAt: row.extendedDueAt?.toISOString() ?? null,
      firstSubmittedAt: row.firstSubmittedAt?.toISOString() ?? null,
      revisions: row.revisions ?? [],
    }));
  }
}
