import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import type { ValueKind } from '../validation/cell.js';
import { HISTORY_MONTHS, type PastMonth, type PastValue } from './pack.js';

interface PastRow extends Omit<PastMonth, 'period' | 'values'> {
  id: string;
  alignedTo: string;
  localLabel: PastMonth['period']['localLabel'];
  cell: string | null;
  kind: ValueKind;
  value: string | null;
}

/** A unit of a country's workbook with what its report holds today. */
export interface UnitFigures {
  slotId: string;
  unit: string;
  unitName: string;
  formVersionId: string;
  cells: Record<string, PastValue & { explanation: string | null }>;
}

@Injectable()
export class PacksReadModel {
  /** The months before a slot's, newest first, with the settled figures or else those under review. */
  async history(tx: Transaction, slot: Slot): Promise<PastMonth[]> {
    const rows = (await tx.manager.query(
      `with now as (select scheme, year, month, start_date from app.period where id = $4),
       past as (
         select s.id as slot_id, p.id, p.aligned_to, p.local_label, p.start_date, p.end_date = (now.start_date - 1) as is_previous,
                p.scheme = now.scheme and p.year = now.year - 1 and p.month = now.month as is_last_year
           from app.report_slot s join app.period p on p.id = s.period_id cross join now
          where s.partner = $1 and s.partner = any ($2) and s.unit = $3 and s.form_code = $5 and p.start_date < now.start_date
          order by p.start_date desc limit ${HISTORY_MONTHS})
       select past.id, past.aligned_to as "alignedTo", past.local_label as "localLabel", past.is_previous as "isPrevious",
              past.is_last_year as "isLastYear", case b.state when 'ACCEPTED' then 'ACCEPTED' else case when b.id is not null then 'SUBMITTED' end end as status,
              c.cell, c.kind, c.value::text as value
         from past
         left join lateral (select b.id, b.state from app.submission b
                where b.partner = $1 and b.slot_id = past.slot_id and b.state in ('ACCEPTED', 'SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW')
                order by (b.state = 'ACCEPTED') desc, b.revision_no desc limit 1) b on true
         left join app.cell_revision c on c.partner = $1 and c.submission_id = b.id and c.is_current
        order by past.start_date desc, c.cell`,
      [slot.partner, tx.scopes, slot.unit, slot.period.id, slot.formCode],
    )) as PastRow[];
    return monthsOf(rows);
  }

  async unitName(tx: Transaction, slot: Slot): Promise<string> {
    const [row] = (await tx.manager.query(
      'select name from app.unit where partner = $1 and partner = any ($2) and code = $3',
      [slot.partner, tx.scopes, slot.unit],
    )) as Array<{ name: string }>;
    return row?.name ?? slot.unit;
  }

  /** How many reports a partner's month expects. */
  async countUnits(tx: Transaction, partner: string, periodId: string): Promise<number> {
    const [row] = (await tx.manager.query(
      `select count(*)::int as n from app.report_slot
        where partner = $1 and partner = any ($2) and period_id = $3 and waived_at is null and cancelled_at is null`,
      [partner, tx.scopes, periodId],
    )) as Array<{ n: number }>;
    return row.n;
  }

  /** The next of all or of some units of a partner's month in the order of their codes, with the newest report of each. */
  async listUnits(
    tx: Transaction,
    question: { partner: string; periodId: string; units?: readonly string[]; after: string; limit: number },
  ): Promise<UnitFigures[]> {
    const { partner, periodId, units = null, after, limit } = question;
    return (await tx.manager.query(
      `select s.id as "slotId", s.unit, u.name as "unitName", s.form_version_id as "formVersionId",
              coalesce((select jsonb_object_agg(c.cell, jsonb_build_object('kind', c.kind, 'value', c.value::text, 'explanation', c.explanation))
                          from app.cell_revision c where c.partner = s.partner and c.submission_id = b.id and c.is_current), '{}') as cells
         from app.report_slot s join app.unit u on u.partner = s.partner and u.code = s.unit
         left join lateral (select b.id from app.submission b where b.partner = s.partner and b.slot_id = s.id and b.state <> 'VOIDED'
                order by b.revision_no desc limit 1) b on true
        where s.partner = $1 and s.partner = any ($2) and s.period_id = $3 and s.unit > $4
          and s.waived_at is null and s.cancelled_at is null and ($6::text[] is null or s.unit = any ($6))
        order by s.unit limit $5`,
      [partner, tx.scopes, periodId, after, limit, units],
    )) as UnitFigures[];
  }
}

/** Rows of one month stand together. */
function monthsOf(rows: readonly PastRow[]): PastMonth[] {
  const months = new Map<string, PastMonth & { values: Map<string, PastValue> }>();
  for (const row of rows) {
    const { id, alignedTo, localLabel, status, isPrevious, isLastYear, cell, kind, value } = row;
    const month = months.get(id) ?? {
      period: { id, alignedTo, localLabel },
      status,
      isPrevious,
      isLastYear,
      values: new Map<string, PastValue>(),
    };
    if (cell !== null) month.values.set(cell, { kind, value });
    months.set(id, month);
  }
  return [...months.values()];
}
