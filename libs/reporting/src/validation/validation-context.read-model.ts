import { Injectable } from '@nestjs/common';
import { IndicatorCatalogue } from '#indicators';
import type { Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import type { ValidationContext } from './validation-context.js';

const HISTORY_PERIODS = 24;

/** Gathers what the rules look at besides the cells themselves, in two questions. */
@Injectable()
export class ValidationContextReadModel {
  constructor(private readonly catalogue: IndicatorCatalogue) {}

  async forSlot(tx: Transaction, slot: Slot): Promise<ValidationContext> {
    const indicators = await this.catalogue.inputs(tx);
    const rows = await this.history(tx, slot);
    const history = new Map<string, string[]>();
    for (const row of rows) history.set(row.indicator, [...(history.get(row.indicator) ?? []), row.value]);
    const previous = new Map(rows.filter((row) => row.isPrevious).map((row) => [row.indicator, row.value]));
    return {
      periodDays: slot.period.days,
      indicators,
      history,
      previous,
      sumsOfParts: await this.sumsOfParts(tx, slot),
    };
  }

  private async history(
    tx: Transaction,
    slot: Slot,
  ): Promise<Array<{ indicator: string; value: string; isPrevious: boolean }>> {
    return (await tx.manager.query(
      `select o.indicator, o.value::text as value, p.end_date = ($4::date - 1) as "isPrevious"
         from app.observation o join app.period p on p.id = o.period_id
        where o.partner = $1 and o.partner = any ($2) and o.unit = $3 and o.known_to is null and o.kind = 'NUMBER'
          and p.end_date < $4::date and p.end_date > $4::date - ${HISTORY_PERIODS * 31}
        order by p.end_date desc`,
      [slot.partner, tx.scopes, slot.unit, slot.period.start],
    )) as Array<{ indicator: string; value: string; isPrevious: boolean }>;
  }

  /** Empty unless the partner declared that the units below add up and every one of them was handed in. */
  private async sumsOfParts(tx: Transaction, slot: Slot): Promise<Map<string, string>> {
    const rows = (await tx.manager.query(
      `with part as (
         select s.id, (select b.id from app.submission b where b.partner = s.partner and b.slot_id = s.id
                        and b.state in ('SUBMITTED', 'IN_REVIEW', 'ACCEPTED') order by b.revision_no desc limit 1) as submission_id
           from app.report_slot s
           join app.assignment a on a.id = s.assignment_id and a.sums_to_parent
           join app.unit_parent u on u.partner = s.partner and u.unit = s.unit and u.parent = $2
          where s.partner = $1 and s.partner = any ($3) and s.period_id = $4 and s.form_code = $5 and s.waived_at is null and s.cancelled_at is null
            and (u.valid_from is null or u.valid_from <= $6) and (u.valid_until is null or u.valid_until > $6))
       select c.cell, sum(c.value)::text as sum
         from part join app.cell_revision c on c.partner = $1 and c.submission_id = part.submission_id and c.is_current and c.kind = 'NUMBER'
        where not exists (select 1 from part missing where missing.submission_id is null)
        group by c.cell having count(*) = (select count(*) from part)`,
      [slot.partner, slot.unit, tx.scopes, slot.period.id, slot.formCode, slot.period.end],
    )) as Array<{ cell: string; sum: string }>;
    const indicators = await this.catalogue.inputs(tx);
    return new Map(
      rows.filter((row) => indicators.get(row.cell)?.space === 'SUM').map((row) => [row.cell, row.sum]),
    );
  }
}
