import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';

/** A partner's month, and the rules that count for it now. */
export interface MonthQuestion {
  partner: string;
  /** Aligned month 'YYYY-MM'. */
  month: string;
  /** Versions in the order in which they are asked: `R-TYPE@1`. */
  rules: readonly string[];
}

/**
 * Whether anything changed that a rule looks at since the run `r` of the report `b` for the slot `s`: its cells or its
 * step, the rules, figures of the same unit, reports of units below it, rules that are switched off, its calendar.
 */
const IS_CHANGED = `r.id is null or r.submission_rev <> b.rev or r.snapshot->'rules' <> $4::jsonb
  or exists (select 1 from app.observation o where o.partner = s.partner and o.unit = s.unit
                and (o.known_from > r.run_at or o.known_to > r.run_at))
  or exists (select 1 from app.unit_parent u
               join app.report_slot c on c.partner = u.partner and c.unit = u.unit and c.period_id = s.period_id
               join app.submission d on d.partner = c.partner and d.slot_id = c.id
              where u.partner = s.partner and u.parent = s.unit and (d.submitted_at > r.run_at or d.decided_at > r.run_at))
  or exists (select 1 from app.rule_exemption x where x.partner = s.partner and x.unit = s.unit and x.decided_at > r.run_at)`;

@Injectable()
export class CheckedReportsReadModel {
  /** One report of a partner's month, which then stands for the month; null: the month expects none. */
  async findAny(tx: Transaction, partner: string, month: string): Promise<string | null> {
    const rows = (await tx.manager.query(
      `select s.id from app.report_slot s where s.partner = $1 and s.partner = any ($2) and s.aligned_to = $3
        order by s.unit, s.id limit 1`,
      [partner, tx.scopes, month],
    )) as Array<{ id: string }>;
    return rows[0]?.id ?? null;
  }

  /** The aligned month of a report. */
  async monthOf(tx: Transaction, slotId: string): Promise<string | null> {
    const rows = (await tx.manager.query(
      'select s.aligned_to as month from app.report_slot s where s.partner = any ($1) and s.id = $2',
      [tx.scopes, slotId],
    )) as Array<{ month: string }>;
    return rows[0]?.month ?? null;
  }

  /** The newest revision of each report of a month that the rules have not seen as it is. */
  async listChanged(tx: Transaction, { partner, month, rules }: MonthQuestion): Promise<string[]> {
    const rows = (await tx.manager.query(
      `select b.id from app.report_slot s
         join lateral (select b.id, b.rev from app.submission b
                        where b.partner = s.partner and b.slot_id = s.id and b.state not in ('VOIDED', 'SUPERSEDED', 'RETURNED')
                        order by b.revision_no desc limit 1) b on true
         left join lateral (select r.id, r.submission_rev, r.snapshot, r.run_at from app.validation_run r
                             where r.partner = s.partner and r.submission_id = b.id and r.trigger <> 'NIGHTLY'
                             order by r.run_at desc, r.id desc limit 1) r on true
        where s.partner = $1 and s.partner = any ($2) and s.aligned_to = $3 and s.waived_at is null and s.cancelled_at is null
          and (${IS_CHANGED})
        order by s.unit, s.id`,
      [partner, tx.scopes, month, JSON.stringify(rules)],
    )) as Array<{ id: string }>;
    return rows.map(({ id }) => id);
  }

  /** The newest hand-in of each report from an aligned month on: what is settled, or under review. */
  async listHandedIn(tx: Transaction, partner: string, fromMonth: string): Promise<string[]> {
    const rows = (await tx.manager.query(
      `select distinct on (s.id) b.id
         from app.report_slot s join app.submission b on b.partner = s.partner and b.slot_id = s.id
        where s.partner = $1 and s.partner = any ($2) and s.aligned_to >= $3 and s.waived_at is null and s.cancelled_at is null
          and b.state in ('SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW', 'ACCEPTED')
        order by s.id, b.revision_no desc`,
      [partner, tx.scopes, fromMonth],
    )) as Array<{ id: string }>;
    return rows.map(({ id }) => id);
  }
}
